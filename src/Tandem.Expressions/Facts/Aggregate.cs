using System.Collections.Immutable;
using System.Text;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>
/// A figure over a customer's past that a rule reads: <c>events("Order Completed").within("30d").count()</c>. Two are
/// equal when their normal forms are. Immutable and thread-safe.
/// </summary>
public sealed class Aggregate : IEquatable<Aggregate>
{
    /// <summary>The work that a condition or an operand may take for one event, in the units of <see cref="Limits.MaxWork"/>.</summary>
    public const int MaxWork = 100_000;

    private readonly EventPlan? operand;

    /// <param name="operand">In canonical text.</param>
    /// <param name="picked">The type of what is picked of the first or last.</param>
    internal Aggregate(AggregateFunction function, EventSelection events, Duration? window, ImmutableArray<Followed> followedBy, string? operand, RuleType? picked)
    {
        Function = function;
        Events = events;
        Window = window;
        FollowedBy = followedBy.IsEmpty ? followedBy : [.. followedBy.DistinctBy(Text).OrderBy(Text, StringComparer.Ordinal)];
        Operand = operand;
        this.operand = operand is null ? null : new EventPlan(operand);
        Type = function switch
        {
            AggregateFunction.Count or AggregateFunction.Distinct => RuleType.Int,
            AggregateFunction.First or AggregateFunction.Last => picked ?? RuleType.Event,
            _ => RuleType.Double,
        };
        NormalForm = Text(this);
        Hash = Xxh64.Hash(Encoding.UTF8.GetBytes(NormalForm));
    }

    public AggregateFunction Function { get; }

    /// <summary>What it is about.</summary>
    public EventSelection Events { get; }

    /// <summary>The name of the events that it is about.</summary>
    public string Event => Events.Event;

    /// <summary>Only what happened later than now minus this; null for the whole past.</summary>
    public Duration? Window { get; }

    /// <summary>What must have come, or not, after each event; all of it. In order of their text.</summary>
    public ImmutableArray<Followed> FollowedBy { get; }

    /// <summary>
    /// What is asked of each event, in canonical text (<c>e.properties.total</c>); of the first and last, what is picked
    /// (<c>e.timestamp</c>) or null for all of it; null for a count.
    /// </summary>
    public string? Operand { get; }

    /// <summary>
    /// The question in one form: the event called <c>e</c>, conditions joined into one and their parts in order of their
    /// text, then what follows in order of its text, the window, the question; lengths of time as <see cref="Duration.ToString"/>
    /// writes them. It parses to the same aggregate, and never changes.
    /// </summary>
    public string NormalForm { get; }

    /// <summary>XXH64 of the normal form in UTF-8. What a host keeps is stored under it, so it never changes.</summary>
    public ulong Hash { get; }

    internal RuleType Type { get; }

    /// <summary>Whether an event is one of those that it is about; what follows and the window are not looked at.</summary>
    public bool Selects(Value @event) => Events.Selects(@event);

    /// <summary>What is asked of one event: the operand's value, an error where there is none; the event itself where there is no operand.</summary>
    public Value Of(Value @event) => operand is null ? @event : operand.Of(@event);

    /// <summary>The figure, from all that ever happened. It says what every other way to keep the figure must give.</summary>
    /// <param name="history">The events in the order of their arrival, of any name.</param>
    public Value Over(IReadOnlyList<Value> history, Instant now) => Interpreter.Over(this, history, now);

    public bool Equals(Aggregate? other) => other is not null && Hash == other.Hash && NormalForm == other.NormalForm;

    public override bool Equals(object? obj) => Equals(obj as Aggregate);

    public override int GetHashCode() => Hash.GetHashCode();

    public override string ToString() => NormalForm;

    private static string Text(Aggregate aggregate)
    {
        var text = new StringBuilder(Text(aggregate.Events));
        foreach (var followed in aggregate.FollowedBy) text.Append(Text(followed));
        if (aggregate.Window is { } window) text.Append(".within(\"").Append(window).Append("\")");
        text.Append('.').Append(PastQuestion.NameOf(aggregate.Function)).Append('(');
        var isPick = aggregate.Function is AggregateFunction.First or AggregateFunction.Last;
        if (aggregate.Operand is { } operand && !isPick) text.Append(CanonicalText.Variable).Append(", ").Append(operand);
        text.Append(')');
        return isPick && aggregate.Operand is { } pick ? text.Append(pick, CanonicalText.Variable.Length, pick.Length - CanonicalText.Variable.Length).ToString() : text.ToString();
    }

    private static string Text(EventSelection events)
    {
        var name = $"events({LiteralText.Of(Value.Of(events.Event))})";
        return events.Where is { } where ? $"{name}.where({CanonicalText.Variable}, {where})" : name;
    }

    private static string Text(Followed followed) =>
        $".{(followed.IsNegated ? "not_followed_by" : "followed_by")}({Text(followed.Events)}, \"{followed.Within}\")";
}
