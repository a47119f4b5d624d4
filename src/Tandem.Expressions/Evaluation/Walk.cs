using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>
/// Runs a macro: a condition or a result for each item of a list or entry of a map. <c>all</c> and <c>exists</c> have the
/// truth tables of <see cref="Truth"/>.
/// </summary>
/// <param name="slot">The local of the first variable; that of the second is the next.</param>
/// <param name="cost">The work that one round counts as.</param>
/// <param name="condition">Null where the macro has none: every item fulfils it.</param>
/// <param name="result">Null where the macro has none: it is the item.</param>
internal sealed class Walk(int slot, bool hasPairs, int cost, Step? condition, Step? result)
{
    private static readonly Overloads Range = new("a walk over items");
    private static readonly Overloads Entry = new("transformMapEntry(…)");

    public Value All(Value range, ref Frame frame) => Quantify(range, false, ref frame);

    public Value Exists(Value range, ref Frame frame) => Quantify(range, true, ref frame);

    public Value ExistsOne(Value range, ref Frame frame)
    {
        if (!WalkItems.TryOf(range, ref frame, out var items)) return NoItems(range);
        var found = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var holds = Round(items, i, ref frame);
            if (holds.IsError) return holds;
            if (holds.IsTrue) found++;
        }
        return Value.Of(found == 1);
    }

    public Value Collect(Value range, ref Frame frame)
    {
        if (!WalkItems.TryOf(range, ref frame, out var items)) return NoItems(range);
        var collected = new List<Value>();
        for (var i = 0; i < items.Count; i++)
        {
            var holds = Round(items, i, ref frame);
            if (holds.IsError) return holds;
            if (!holds.IsTrue) continue;
            var kept = result is null ? items[i] : result(ref frame);
            if (kept.IsError) return kept;
            collected.Add(kept);
        }
        return Value.Of(collected);
    }

    public Value Sort(Value range, ref Frame frame)
    {
        if (range.Kind != ValueKind.List) return NoItems(range);
        var keys = Collect(range, ref frame);
        return keys.IsError ? keys : Sorting.ByKeys(range.AsList, keys.AsList, ref frame);
    }

    /// <summary>A map of the results under the keys that they were made from.</summary>
    public Value CollectMap(Value range, ref Frame frame) => CollectEntries(range, false, ref frame);

    /// <summary>One map of all the maps that the results are.</summary>
    public Value CollectEntries(Value range, ref Frame frame) => CollectEntries(range, true, ref frame);

    private Value CollectEntries(Value range, bool areMaps, ref Frame frame)
    {
        if (!WalkItems.TryOf(range, ref frame, out var items)) return NoItems(range);
        var collected = new Dictionary<Value, Value>();
        for (var i = 0; i < items.Count; i++)
        {
            var holds = Round(items, i, ref frame);
            if (holds.IsError) return holds;
            if (!holds.IsTrue) continue;
            var kept = result is null ? items[i] : result(ref frame);
            if (kept.IsError) return kept;
            if (!areMaps)
            {
                collected.Add(items.KeyOf(i), kept);
                continue;
            }
            if (kept.Kind != ValueKind.Map) return Entry.Missing(kept);
            foreach (var (key, value) in kept.AsMap)
            {
                if (!frame.TryRead(key)) return Failures.TooMuchWork;
                if (Lookup.TryGet(collected, key, out _)) return Failures.RepeatedKey;
                collected.Add(key, value);
            }
        }
        return Value.Of(collected);
    }

    private Value Quantify(Value range, bool decisive, ref Frame frame)
    {
        if (!WalkItems.TryOf(range, ref frame, out var items)) return NoItems(range);
        var outcome = Value.Of(!decisive);
        for (var i = 0; i < items.Count; i++)
        {
            var holds = Round(items, i, ref frame);
            if (frame.IsExhausted) return Failures.TooMuchWork;
            if (holds.IsError)
            {
                if (!outcome.IsError) outcome = holds;
            }
            else if (holds.IsTrue == decisive)
            {
                return holds;
            }
        }
        return outcome;
    }

    /// <summary>Stands on one item; whether the condition holds there.</summary>
    private Value Round(WalkItems items, int round, ref Frame frame)
    {
        if (!frame.TryWork(cost)) return Failures.TooMuchWork;
        frame.Locals[slot] = hasPairs ? items.KeyOf(round) : items[round];
        if (hasPairs) frame.Locals[slot + 1] = items.ValueOf(round);
        return condition is null ? Value.True : Truth.Condition(condition(ref frame));
    }

    private static Value NoItems(Value range) => range.IsError ? range : Range.Missing(range);
}
