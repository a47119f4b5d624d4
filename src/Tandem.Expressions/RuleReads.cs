using System.Collections.Frozen;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>Every fact that a rule can read, so that its host knows what to keep and when the rule may change.</summary>
public sealed record RuleReads(
    IReadOnlySet<string> Traits,
    IReadOnlySet<string> Identities,
    IReadOnlySet<string> Consents,
    IReadOnlySet<string> AccountTraits,
    IReadOnlySet<string> Segments,
    IReadOnlyList<Aggregate> Aggregates,
    bool ReadsAccountId,
    bool ReadsNow,
    bool ReadsEvent)
{
    /// <summary>Names whose past is read, of what must follow too.</summary>
    public IReadOnlySet<string> Events { get; } = Aggregates.SelectMany(aggregate => aggregate.FollowedBy.Select(followed => followed.Events.Event).Prepend(aggregate.Event)).ToHashSet();

    /// <summary>Counts of which the rule asks only whether there are any: <c>any()</c> and <c>none()</c>.</summary>
    public IReadOnlySet<Aggregate> Whether { get; init; } = FrozenSet<Aggregate>.Empty;

    /// <summary>Whose end can change the rule's value as time passes: the windows, and the times after which it is certain that nothing followed. Each once.</summary>
    public IReadOnlyList<CountedWindow> Windows { get; } = [.. Aggregates.SelectMany(WindowsOf).Distinct()];

    private static IEnumerable<CountedWindow> WindowsOf(Aggregate aggregate) =>
        aggregate.FollowedBy.Where(followed => followed.IsNegated).Select(followed => (Duration?)followed.Within).Append(aggregate.Window)
            .OfType<Duration>().Select(length => new CountedWindow(aggregate.Event, length));
}
