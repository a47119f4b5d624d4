using System.Collections.Frozen;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>
/// Makes a rule's tree into a condition: tests of one fact against what is written out become structs that are compiled
/// together, everything else is evaluated step by step. Both ways give the same outcome.
/// </summary>
internal sealed class ConditionPlanner(Declarations declarations, Limits limits, FactTable table)
{
    /// <summary>Whole numbers up to here are exact as doubles, so that comparing as doubles is comparing.</summary>
    private const long LargestExact = 1L << 53;

    private readonly Planner planner = new(declarations, limits, table);

    public Condition Plan(Node node) => node switch
    {
        Logical logical => Joined([.. logical.Children.Select(Plan)], logical.IsAnd),
        Unary { Operator: UnaryOperator.Not, Operand: Unary { Operator: UnaryOperator.Not } inner } => Plan(inner.Operand),
        Unary { Operator: UnaryOperator.Not } not => Plan(not.Operand).Not(),
        Binary { Operator: BinaryOperator.NotEqual } different when Comparison(different, BinaryOperator.Equal, different.Left, different.Right) is { } same => same.Not(),
        Binary binary when Comparison(binary, binary.Operator, binary.Left, binary.Right) is { } comparison => comparison,
        Binary binary when Flipped(binary.Operator) is { } flipped && Comparison(binary, flipped, binary.Right, binary.Left) is { } comparison => comparison,
        _ when SlotOf(node) is var (slot, form) => OfFact(node, slot, form),
        _ when SlotOfOptional(node, "hasValue") is { } slot => Condition.Of(new IsThere(slot, Evaluate(node))),
        _ when SlotOfOptional(node, "orValue") is { } slot => Condition.Of(new IsTrue(slot, Evaluate(node))).WhenKnown(slot, Evaluate(node)),
        _ => Condition.Of(new Evaluated(Evaluate(node))),
    };

    private static Condition Joined(Condition[] parts, bool isAnd)
    {
        var joined = new List<Condition> { parts[0] };
        foreach (var part in parts.AsSpan(1))
        {
            if (joined[^1].Size + part.Size <= Condition.Largest) joined[^1] = joined[^1].Join(part, isAnd);
            else joined.Add(part);
        }
        if (joined.Count == 1) return joined[0];
        return isAnd ? Condition.Of(new All([.. joined]), Condition.Largest) : Condition.Of(new Any([.. joined]), Condition.Largest);
    }

    private Condition OfFact(Node node, FactSlot slot, FactForm form) => form switch
    {
        FactForm.Any => Condition.Of(new CountBetween(slot, 1, long.MaxValue, Evaluate(node))),
        FactForm.None => Condition.Of(new CountBetween(slot, 0, 0, Evaluate(node))),
        _ when node is Select { IsTest: true } => Condition.Of(new IsThere(slot, Evaluate(node))),
        _ => Condition.Of(new IsTrue(slot, Evaluate(node))),
    };

    /// <summary>A fact's value compared with what is written out; null for anything else.</summary>
    private Condition? Comparison(Binary whole, BinaryOperator op, Node subject, Node bound)
    {
        if (SlotOfOptional(subject, "orValue") is { } optional) return Comparison(whole, op, subject, bound, optional)?.WhenKnown(optional, Otherwise(whole, subject, bound, op));
        return subject is Select { IsTest: true } || SlotOf(subject) is not var (slot, form) || form != FactForm.Value ? null : Comparison(whole, op, subject, bound, slot);
    }

    private Condition? Comparison(Binary whole, BinaryOperator op, Node subject, Node bound, FactSlot slot)
    {
        var written = (bound as Literal)?.Value ?? default;
        return (op, written.Kind) switch
        {
            (BinaryOperator.In, _) => bound is ListLiteral list ? OfList(whole, slot, list) : null,
            (BinaryOperator.Equal, ValueKind.String) => OfText(whole, slot, written.AsString, subject, bound),
            (BinaryOperator.Equal, ValueKind.Bool) => written.IsTrue ? Condition.Of(new IsTrue(slot, Otherwise(whole, subject, bound, op))) : null,
            (_, ValueKind.Int) when IsWhole(subject) => OfCount(whole, slot, op, written.AsInt, subject, bound),
            (_, ValueKind.Int) when Math.Abs((double)written.AsInt) <= LargestExact => OfNumber(whole, slot, op, written.AsInt, subject, bound),
            (_, ValueKind.Double) => OfNumber(whole, slot, op, written.AsDouble, subject, bound),
            _ => null,
        };
    }

    private Condition? OfNumber(Binary whole, FactSlot slot, BinaryOperator op, double bound, Node subject, Node written)
    {
        // Beyond the infinities there is nothing, and a double's neighbour there is itself.
        if (double.IsInfinity(bound)) return null;
        var otherwise = Otherwise(whole, subject, written, op);
        return op switch
        {
            BinaryOperator.Equal => Condition.Of(new NumberIs(slot, bound, otherwise)),
            BinaryOperator.Less => Condition.Of(new NumberAtMost(slot, Math.BitDecrement(bound), otherwise)),
            BinaryOperator.LessOrEqual => Condition.Of(new NumberAtMost(slot, bound, otherwise)),
            BinaryOperator.Greater => Condition.Of(new NumberAtLeast(slot, Math.BitIncrement(bound), otherwise)),
            BinaryOperator.GreaterOrEqual => Condition.Of(new NumberAtLeast(slot, bound, otherwise)),
            _ => null,
        };
    }

    private Condition OfText(Binary whole, FactSlot slot, string text, Node subject, Node written)
    {
        var otherwise = Otherwise(whole, subject, written, BinaryOperator.Equal);
        return Word.Of(text) is { } word ? Condition.Of(new WordIs(slot, word, otherwise)) : Condition.Of(new TextIs(slot, text, otherwise));
    }

    private Condition? OfCount(Binary whole, FactSlot slot, BinaryOperator op, long bound, Node subject, Node written)
    {
        (long Low, long High)? range = op switch
        {
            BinaryOperator.Equal => (bound, bound),
            BinaryOperator.Less when bound > long.MinValue => (long.MinValue, bound - 1),
            BinaryOperator.LessOrEqual => (long.MinValue, bound),
            BinaryOperator.Greater when bound < long.MaxValue => (bound + 1, long.MaxValue),
            BinaryOperator.GreaterOrEqual => (bound, long.MaxValue),
            _ => null,
        };
        return range is var (low, high) ? Condition.Of(new CountBetween(slot, low, high, Otherwise(whole, subject, written, op))) : null;
    }

    private Condition? OfList(Binary whole, FactSlot slot, ListLiteral list)
    {
        var texts = list.Children.OfType<Literal>().Select(item => item.Value).Where(value => value.Kind == ValueKind.String).Select(value => value.AsString).ToList();
        return texts.Count == list.Children.Length && texts.Count > 0
            ? Condition.Of(new TextIn(slot, texts.ToFrozenSet(StringComparer.Ordinal), Evaluate(whole)))
            : null;
    }

    /// <summary>What decides where the fact is of another kind: the comparison as it is written, or, of <c>!=</c>, its opposite, which is negated with the test.</summary>
    private Fallback Otherwise(Binary whole, Node subject, Node bound, BinaryOperator op) =>
        Evaluate(whole.Operator == BinaryOperator.NotEqual ? new Binary(op, whole.OperatorSpan, subject, bound) : whole);

    private Fallback Evaluate(Node node) => new(planner.Plan(node), planner.LocalCount);

    private bool IsWhole(Node node) => FactReader.Read(node, Scope).Fact?.Type == RuleType.Int;

    private (FactSlot Slot, FactForm Form)? SlotOf(Node node) =>
        !OptionalForm.Is(node) && FactReader.Read(node, Scope) is { Fact: { } fact } reading ? (new FactSlot(table.SlotOf(fact)), reading.Form) : null;

    /// <summary>The fact of <c>customer.traits.?plan.orValue("free")</c>; null for anything else.</summary>
    private FactSlot? SlotOfOptional(Node node, string question) =>
        node is Call { Target: { } asked } call && call.Function == question && OptionalForm.Is(asked) && FactReader.Read(asked, Scope).Fact is { } fact ? new FactSlot(table.SlotOf(fact)) : null;

    private RuleScope Scope => declarations.Scope ?? RuleScope.Segment;

    private static BinaryOperator? Flipped(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal or BinaryOperator.NotEqual => op,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => null,
    };
}
