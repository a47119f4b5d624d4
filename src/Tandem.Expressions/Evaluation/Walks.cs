using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>Runs macros: a condition or a result for each item of a list or key of a map. <c>all</c> and <c>exists</c> have the truth tables of <see cref="Truth"/>.</summary>
internal static class Walks
{
    private static readonly Overloads Range = new("a walk over items");

    /// <param name="cost">The work that one round counts as.</param>
    public static Value All(Value range, int slot, int cost, Step condition, ref Frame frame) => Quantify(range, slot, cost, condition, false, ref frame);

    public static Value Exists(Value range, int slot, int cost, Step condition, ref Frame frame) => Quantify(range, slot, cost, condition, true, ref frame);

    public static Value ExistsOne(Value range, int slot, int cost, Step condition, ref Frame frame)
    {
        if (Items(range) is not { } items) return NoItems(range);
        var found = 0;
        for (var i = 0; i < items.Count; i++)
        {
            if (!frame.TryWork(cost)) return Failures.TooMuchWork;
            frame.Locals[slot] = items[i];
            var holds = Truth.Condition(condition(ref frame));
            if (holds.IsError) return holds;
            if (holds.IsTrue) found++;
        }
        return Value.Of(found == 1);
    }

    /// <param name="condition">Keeps an item; null keeps all.</param>
    /// <param name="result">What to keep of an item; null the item itself.</param>
    public static Value Collect(Value range, int slot, int cost, Step? condition, Step? result, ref Frame frame)
    {
        if (Items(range) is not { } items) return NoItems(range);
        var collected = new List<Value>();
        for (var i = 0; i < items.Count; i++)
        {
            if (!frame.TryWork(cost)) return Failures.TooMuchWork;
            frame.Locals[slot] = items[i];
            if (condition is not null)
            {
                var holds = Truth.Condition(condition(ref frame));
                if (holds.IsError) return holds;
                if (!holds.IsTrue) continue;
            }
            var kept = result is null ? items[i] : result(ref frame);
            if (kept.IsError) return kept;
            collected.Add(kept);
        }
        return Value.Of(collected);
    }

    private static Value Quantify(Value range, int slot, int cost, Step condition, bool decisive, ref Frame frame)
    {
        if (Items(range) is not { } items) return NoItems(range);
        var outcome = Value.Of(!decisive);
        for (var i = 0; i < items.Count; i++)
        {
            if (!frame.TryWork(cost)) return Failures.TooMuchWork;
            frame.Locals[slot] = items[i];
            var holds = Truth.Condition(condition(ref frame));
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

    private static IReadOnlyList<Value>? Items(Value range) => range.Kind switch
    {
        ValueKind.List => range.AsList,
        ValueKind.Map => [.. range.AsMap.Keys],
        _ => null,
    };

    private static Value NoItems(Value range) => range.IsError ? range : Range.Missing(range);
}
