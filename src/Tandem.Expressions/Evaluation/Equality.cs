using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>The language's <c>==</c>: numbers by amount whatever their kind, lists, maps and optionals by content, other kinds never equal; NaN equals nothing.</summary>
internal static class Equality
{
    /// <summary>False also when the work runs out; the frame knows.</summary>
    public static bool Same(Value left, Value right, ref Frame frame)
    {
        if (!frame.TryRead(left)) return false;
        if (left.Kind != right.Kind) return Ordering.TryCompareNumbers(left, right, out var sign) && sign == 0;
        return left.Kind switch
        {
            ValueKind.Double => left.AsDouble == right.AsDouble,
            ValueKind.List => ListsSame(left.AsList, right.AsList, ref frame),
            ValueKind.Map => MapsSame(left.AsMap, right.AsMap, ref frame),
            ValueKind.Optional => left.AsOptional is { } one && right.AsOptional is { } other ? Same(one, other, ref frame) : left.Equals(right),
            _ => left.Equals(right),
        };
    }

    private static bool ListsSame(IReadOnlyList<Value> left, IReadOnlyList<Value> right, ref Frame frame)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
            if (!Same(left[i], right[i], ref frame)) return false;
        return true;
    }

    private static bool MapsSame(IReadOnlyDictionary<Value, Value> left, IReadOnlyDictionary<Value, Value> right, ref Frame frame)
    {
        if (left.Count != right.Count) return false;
        foreach (var (key, value) in left)
            if (!frame.TryRead(key) || !Lookup.TryGet(right, key, out var other) || !Same(value, other, ref frame)) return false;
        return true;
    }
}
