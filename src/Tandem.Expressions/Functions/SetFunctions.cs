using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary><c>sets.contains</c>, <c>sets.equivalent</c>, <c>sets.intersects</c>: lists as sets, their items compared as <c>==</c> compares. Every comparison counts as work.</summary>
internal static class SetFunctions
{
    private static readonly Signature Lists = new([RuleType.AnyList, RuleType.AnyList], RuleType.Bool);

    public static readonly ImmutableArray<Function> All =
    [
        new("sets.contains", false, Contains, Lists),
        new("sets.equivalent", false, Equivalent, Lists),
        new("sets.intersects", false, Intersects, Lists),
    ];

    private static Value? Contains(Value set, Value part, ref Frame frame) => AreLists(set, part) ? HasAll(set, part, ref frame) : null;

    private static Value? Equivalent(Value left, Value right, ref Frame frame)
    {
        if (!AreLists(left, right)) return null;
        var contains = HasAll(left, right, ref frame);
        return contains.IsTrue ? HasAll(right, left, ref frame) : contains;
    }

    private static Value? Intersects(Value left, Value right, ref Frame frame)
    {
        if (!AreLists(left, right)) return null;
        foreach (var item in left.AsList)
        {
            var found = Lookup.Contains(item, right, ref frame);
            if (found.IsError || found.IsTrue) return found;
        }
        return Value.False;
    }

    private static Value HasAll(Value set, Value part, ref Frame frame)
    {
        foreach (var item in part.AsList)
        {
            if (!frame.TryWork()) return Failures.TooMuchWork;
            var found = Lookup.Contains(item, set, ref frame);
            if (!found.IsTrue) return found;
        }
        return Value.True;
    }

    private static bool AreLists(Value left, Value right) => left.Kind == ValueKind.List && right.Kind == ValueKind.List;
}
