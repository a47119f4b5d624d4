using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary><c>slice</c>, <c>flatten</c>, <c>distinct</c>, <c>reverse</c> and <c>sort</c> of lists, and <c>lists.range</c>. Every item that is copied or compared counts as work, before it is.</summary>
internal static class ListFunctions
{
    private static readonly Value NoSuchRange = Failures.Of("invalid_argument", "The list has no such range: it goes from a start, 0 or more, to an end that is not before it and not after the list's.");
    private static readonly Value NegativeSize = Failures.Of("invalid_argument", "A range has 0 numbers or more.");
    private static readonly Value NegativeDepth = Failures.Of("invalid_argument", "A list is flattened by 0 levels or more.");

    public static readonly ImmutableArray<Function> All =
    [
        new("lists.range", false, Range, new Signature([RuleType.Int], RuleType.ListOf(RuleType.Int))),
        new("slice", true, Slice, new Signature([RuleType.AnyList, RuleType.Int, RuleType.Int], RuleType.AnyList) { ResultFrom = types => AsList(types[0]) }),
        new("flatten", true, (Value list, ref Frame frame) => Flatten(list, Value.Of(1), ref frame), new Signature([RuleType.AnyList], RuleType.AnyList) { ResultFrom = types => Flat(types[0]) }),
        new("flatten", true, Flatten, new Signature([RuleType.AnyList, RuleType.Int], RuleType.AnyList)),
        new("distinct", true, Distinct, SameList),
        new("reverse", true, Reverse, SameList),
        new("sort", true, Sort, SameList with { Where = type => type.Element is not { } element || IsSortable(element) }),
    ];

    private static Signature SameList => new([RuleType.AnyList], RuleType.AnyList) { ResultFrom = types => AsList(types[0]) };

    private static RuleType AsList(RuleType type) => type.Kind == ValueKind.List ? type : RuleType.AnyList;

    private static RuleType Flat(RuleType list) => list.Element switch
    {
        { Kind: ValueKind.List } inner => inner,
        { IsDyn: false } => list,
        _ => RuleType.AnyList,
    };

    private static bool IsSortable(RuleType item) => item.Kind is not (ValueKind.List or ValueKind.Map or ValueKind.Type or ValueKind.Null);

    private static Value? Range(Value size, ref Frame frame)
    {
        if (size.Kind != ValueKind.Int) return null;
        if (size.AsInt < 0) return NegativeSize;
        if (!frame.TryWork(size.AsInt)) return Failures.TooMuchWork;
        var numbers = new Value[size.AsInt];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Value.Of((long)i);
        return Value.Of((IReadOnlyList<Value>)numbers);
    }

    private static Value? Slice(ReadOnlySpan<Value> arguments, ref Frame frame)
    {
        if (arguments is not [{ Kind: ValueKind.List }, { Kind: ValueKind.Int }, { Kind: ValueKind.Int }]) return null;
        var (list, start, end) = (arguments[0].AsList, arguments[1].AsInt, arguments[2].AsInt);
        if (start < 0 || end < start || end > list.Count) return NoSuchRange;
        return Copied(list, (int)start, (int)(end - start), 1, ref frame);
    }

    private static Value? Reverse(Value list, ref Frame frame) => list.Kind == ValueKind.List ? Copied(list.AsList, list.AsList.Count - 1, list.AsList.Count, -1, ref frame) : null;

    private static Value Copied(IReadOnlyList<Value> list, int start, int count, int step, ref Frame frame)
    {
        if (!frame.TryWork(count)) return Failures.TooMuchWork;
        var items = new Value[count];
        for (var i = 0; i < count; i++) items[i] = list[start + i * step];
        return Value.Of((IReadOnlyList<Value>)items);
    }

    private static Value? Flatten(Value list, Value depth, ref Frame frame)
    {
        if (list.Kind != ValueKind.List || depth.Kind != ValueKind.Int) return null;
        if (depth.AsInt < 0) return NegativeDepth;
        var items = new List<Value>();
        return TryFlatten(list.AsList, depth.AsInt, items, ref frame) ? Value.Of(items) : Failures.TooMuchWork;
    }

    private static bool TryFlatten(IReadOnlyList<Value> list, long depth, List<Value> items, ref Frame frame)
    {
        if (!frame.TryWork(1 + list.Count)) return false;
        foreach (var item in list)
        {
            if (depth == 0 || item.Kind != ValueKind.List) items.Add(item);
            else if (!TryFlatten(item.AsList, depth - 1, items, ref frame)) return false;
        }
        return true;
    }

    private static Value? Distinct(Value list, ref Frame frame)
    {
        if (list.Kind != ValueKind.List) return null;
        var kept = new List<Value>();
        // Text equals only the same text; numbers of different kinds, lists and maps are compared one by one.
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<Value>();
        foreach (var item in list.AsList)
        {
            if (!frame.TryRead(item)) return Failures.TooMuchWork;
            if (item.Kind == ValueKind.String)
            {
                if (texts.Add(item.AsString)) kept.Add(item);
                continue;
            }
            var found = Lookup.Contains(item, Value.Of(others), ref frame);
            if (found.IsError) return found;
            if (found.IsTrue) continue;
            others.Add(item);
            kept.Add(item);
        }
        return Value.Of(kept);
    }

    private static Value? Sort(Value list, ref Frame frame) => list.Kind == ValueKind.List ? Sorting.ByKeys(list.AsList, list.AsList, ref frame) : null;
}
