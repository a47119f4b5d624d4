using System.Numerics;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>Sorts a list by keys of one kind that has an order; what has equal keys stays in its order. NaN comes first.</summary>
internal static class Sorting
{
    private static readonly Overloads Order = new("sorting");

    public static Value ByKeys(IReadOnlyList<Value> items, IReadOnlyList<Value> keys, ref Frame frame)
    {
        if (items.Count == 0) return Value.Of(items);
        var first = keys[0];
        var rounds = BitOperations.Log2((uint)items.Count) + 1;
        foreach (var key in keys)
        {
            // Each key is compared about as often as the list can be halved.
            for (var round = 0; round < rounds; round++)
                if (!frame.TryRead(key)) return Failures.TooMuchWork;
            if (key.Kind != first.Kind) return Order.Missing(first, key);
            if (!Ordering.IsOrdered(key.Kind)) return Order.Missing(key);
        }
        return Value.Of((IReadOnlyList<Value>)[.. Enumerable.Range(0, items.Count).OrderBy(i => keys[i], Keys.Instance).Select(i => items[i])]);
    }

    private sealed class Keys : IComparer<Value>
    {
        public static readonly Keys Instance = new();

        public int Compare(Value left, Value right) =>
            left.Kind == ValueKind.Double ? left.AsDouble.CompareTo(right.AsDouble) : Ordering.TryCompare(left, right, out var sign) ? sign : 0;
    }
}
