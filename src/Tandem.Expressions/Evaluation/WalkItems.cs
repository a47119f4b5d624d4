using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>What a walk goes over: a list's items with their indexes, or a map's keys with their values.</summary>
internal readonly struct WalkItems
{
    private readonly IReadOnlyList<Value> items;
    private readonly IReadOnlyDictionary<Value, Value>? map;

    private WalkItems(IReadOnlyList<Value> items, IReadOnlyDictionary<Value, Value>? map)
    {
        this.items = items;
        this.map = map;
    }

    public int Count => items.Count;

    /// <summary>What a walk with one variable stands on: an item of a list, a key of a map.</summary>
    public Value this[int round] => items[round];

    public static bool TryOf(Value range, out WalkItems items)
    {
        switch (range.Kind)
        {
            case ValueKind.List:
                items = new(range.AsList, null);
                return true;
            case ValueKind.Map:
                items = new([.. range.AsMap.Keys], range.AsMap);
                return true;
            default:
                items = default;
                return false;
        }
    }

    /// <summary>The index or the key.</summary>
    public Value KeyOf(int round) => map is null ? Value.Of((long)round) : items[round];

    /// <summary>The item at the index or the value under the key.</summary>
    public Value ValueOf(int round) => map is null ? items[round] : map[items[round]];
}
