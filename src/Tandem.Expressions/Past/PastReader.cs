using System.Collections.Immutable;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Past;

/// <summary>
/// Reads questions to the past by their form: <c>events("Order Completed").where(e, …).within("30d").count()</c>, and
/// <c>events("Order Completed").last().properties.total</c>.
/// </summary>
internal static class PastReader
{
    public const string Root = "events";

    /// <summary>What a part of the tree asks of the past; <c>default</c> for one that asks nothing.</summary>
    public static FactReading Read(Node node) => node switch
    {
        Call call => OfCall(call),
        Select { Operand: Call call } select when IsUnasked(call) && PastQuestion.Find(select.Field) is { } question => PastProblems.NoBrackets(select, question),
        Select or Syntax.Index when PickReader.EventOf(node) is { } call && OfChain(call) is { Past: { } asked } => Picked(node, asked),
        _ => default,
    };

    /// <summary>Whether a call, or the calls that it is made on, begins with <c>events(…)</c>.</summary>
    public static bool IsPast(Call call) => ChainOf(call) is not null;

    /// <summary>Whether these are events of which nothing is asked yet.</summary>
    public static bool IsUnasked(Node node) => node is Call call && ChainOf(call) is { } chain && !chain.Any(part => PastQuestion.Find(part.Function) is not null);

    private static FactReading Picked(Node node, PastAsked asked)
    {
        var (pick, problem) = PickReader.Read(node);
        if (problem is not null) return problem;
        return new FactReading(new Fact(FactKind.Aggregate, "", asked.ToAggregate(pick)), null, FactForm.Value, asked);
    }

    private static FactReading OfCall(Call call)
    {
        var reading = OfChain(call);
        return reading.Past is { } asked ? new FactReading(new Fact(FactKind.Aggregate, "", asked.ToAggregate()), null, asked.Question.Form, asked) : reading;
    }

    /// <summary>The question as written, not yet a fact.</summary>
    private static FactReading OfChain(Call call)
    {
        if (ChainOf(call) is not { } chain) return default;
        if (NameOf(chain[0]) is not { } name) return PastProblems.Name(chain[0]);
        ImmutableArray<EventExpression> conditions = [];
        ImmutableArray<WrittenFollowing> followings = [];
        Duration? window = null;
        for (var i = 1; i < chain.Count; i++)
        {
            var part = chain[i];
            if (PastQuestion.Find(part.Function) is { } question)
            {
                if (i == chain.Count - 1) return Asked(part, question, new WrittenEvents(name, chain[0].Arguments[0].Span, conditions), window, followings);
                // A function of the value that was found, unless it would go on asking.
                var later = chain[i + 1];
                return i == chain.Count - 2 && (PastProblems.IsPart(later.Function) || PastQuestion.Find(later.Function) is not null) ? PastProblems.AskedAlready(later, part) : default(FactReading);
            }
            Problem? problem;
            switch (part.Function)
            {
                case "where":
                    (var condition, problem) = ExpressionOf(part, ".where(e, e.properties.category == \"shoes\")");
                    if (condition is not null) conditions = conditions.Add(condition);
                    break;
                case "within":
                    if (window is not null) return PastProblems.TwoWindows(part);
                    (window, problem) = part.Arguments.Length == 1 ? LengthOf(part.Arguments[0], part.Function) : (null, PastProblems.NoLength(part.FunctionSpan, part.Function));
                    break;
                case "followed_by" or "not_followed_by":
                    (var following, problem) = FollowingOf(part);
                    if (following is not null) followings = followings.Add(following);
                    break;
                default:
                    problem = PastProblems.Unknown(part);
                    break;
            }
            if (problem is not null) return problem;
        }
        return PastProblems.NotAsked(call);
    }

    private static FactReading Asked(Call call, PastQuestion question, WrittenEvents events, Duration? window, ImmutableArray<WrittenFollowing> followings)
    {
        if (question.Operand is null)
            return call.Arguments.Length > 0 ? PastProblems.NothingInBrackets(call) : new FactReading(null, null, question.Form, new PastAsked(question, events, window, followings, null));
        var (operand, problem) = ExpressionOf(call, question.Example);
        return problem is not null ? problem : new FactReading(null, null, question.Form, new PastAsked(question, events, window, followings, operand));
    }

    /// <summary>The calls of a chain from <c>events(…)</c> outwards; null for any other call.</summary>
    private static List<Call>? ChainOf(Call call)
    {
        var root = call;
        while (root.Target is Call target) root = target;
        if (root is not { Target: null, Function: Root }) return null;
        var chain = new List<Call>(4);
        for (var part = call; part is not null; part = part.Target as Call) chain.Add(part);
        chain.Reverse();
        return chain;
    }

    private static string? NameOf(Call root) => root.Arguments.Length == 1 && FactReader.StringIn(root.Arguments[0]) is { Length: > 0 } name ? name : null;

    private static (EventExpression? Expression, Problem? Problem) ExpressionOf(Call call, string example)
    {
        if (call.Arguments is not [Name { IsAbsolute: false } name, var body]) return (null, PastProblems.NoExpression(call, example));
        return (new EventExpression(new Variable(name.Text, name.Span), body), null);
    }

    private static (Duration? Length, Problem? Problem) LengthOf(Node written, string function)
    {
        if (written is not Literal { Value.Kind: ValueKind.String } text) return (null, PastProblems.NoLength(written.Span, function));
        return Duration.TryParse(text.Value.AsString, out var length) && length.Micros > 0 ? (length, null) : (null, PastProblems.BadLength(written, text.Value.AsString));
    }

    private static (WrittenFollowing? Following, Problem? Problem) FollowingOf(Call call)
    {
        if (call.Arguments is not [Call others, var written] || ChainOf(others) is not { } chain) return (null, PastProblems.NoFollowing(call));
        if (NameOf(chain[0]) is not { } name) return (null, PastProblems.Name(chain[0]));
        ImmutableArray<EventExpression> conditions = [];
        foreach (var part in chain.Skip(1))
        {
            if (part.Function != "where") return (null, PastProblems.InFollowing(part, call.Function));
            var (condition, wrong) = ExpressionOf(part, ".where(e, e.properties.category == \"shoes\")");
            if (condition is null) return (null, wrong);
            conditions = conditions.Add(condition);
        }
        var (length, problem) = LengthOf(written, call.Function);
        return length is { } within ? (new WrittenFollowing(new WrittenEvents(name, chain[0].Arguments[0].Span, conditions), within, call.Function == "not_followed_by"), null) : (null, problem);
    }
}
