using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning;

/// <summary>Lists and maps that a rule writes out. Those of constants alone are made once; what is <see cref="Marks.Absent"/> is left out.</summary>
internal static class Literals
{
    public static Planned List(Planned[] items)
    {
        if (Constants(items) is { } constants) return Planned.Of(ListOf(constants));
        return (Step)((ref Frame frame) => ListOf(Evaluated(items, ref frame)));
    }

    /// <param name="keysAndValues">Keys and values in turn.</param>
    public static Planned Map(Planned[] keysAndValues)
    {
        if (Constants(keysAndValues) is { } constants) return Planned.Of(MapOf(constants));
        return (Step)((ref Frame frame) =>
        {
            var parts = Evaluated(keysAndValues, ref frame);
            for (var i = 0; i < parts.Length; i += 2)
                if (!frame.TryRead(parts[i])) return Failures.TooMuchWork;
            return MapOf(parts);
        });
    }

    private static Value[]? Constants(Planned[] parts)
    {
        var constants = new Value[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Constant is not { } constant) return null;
            constants[i] = constant;
        }
        return constants;
    }

    private static Value[] Evaluated(Planned[] parts, ref Frame frame)
    {
        var values = new Value[parts.Length];
        for (var i = 0; i < parts.Length; i++) values[i] = parts[i].Step(ref frame);
        return values;
    }

    private static Value ListOf(Value[] items)
    {
        var absent = 0;
        foreach (var item in items)
        {
            if (Marks.IsAbsent(item)) absent++;
            else if (item.IsError) return item;
        }
        return Value.Of((IReadOnlyList<Value>)(absent == 0 ? items : [.. items.Where(item => !item.IsError)]));
    }

    private static Value MapOf(Value[] keysAndValues)
    {
        var entries = new Dictionary<Value, Value>(keysAndValues.Length / 2);
        for (var i = 0; i < keysAndValues.Length; i += 2)
        {
            var (key, value) = (keysAndValues[i], keysAndValues[i + 1]);
            if (key.IsError) return key;
            if (Marks.IsAbsent(value)) continue;
            if (value.IsError) return value;
            if (key.Kind is not (ValueKind.String or ValueKind.Int or ValueKind.Uint or ValueKind.Bool)) return Failures.BadKey;
            if (Lookup.TryGet(entries, key, out _)) return Failures.RepeatedKey;
            entries.Add(key, value);
        }
        return Value.Of(entries);
    }
}
