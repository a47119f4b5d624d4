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

    /// <summary>False for what has no items. A map's keys are copied here and looked up later, so they count as work; none are walked over when it runs out.</summary>
    public static bool TryOf(Value range, ref Frame frame, out WalkItems items)
    {
        switch (range.Kind)
        {
            case ValueKind.List:
                items = new(range.AsList, null);
                return true;
            case ValueKind.Map:
                items = TryRead(range.AsMap, ref frame) ? new([.. range.AsMap.Keys], range.AsMap) : new([], range.AsMap);
                return true;
            default:
                items = default;
                return false;
        }
    }

    private static bool TryRead(IReadOnlyDictionary<Value, Value> map, ref Frame frame)
    {
        foreach (var key in map.Keys)
            if (!frame.TryRead(key)) return false;
        return true;
    }

    /// <summary>The index or the key.</summary>
    public Value KeyOf(int round) => map is null ? Value.Of((long)round) : items[round];

    /// <summary>The item at the index or the value under the key.</summary>
    public Value ValueOf(int round) => map is null ? items[round] : map[items[round]];
}
