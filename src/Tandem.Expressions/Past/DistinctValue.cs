using Tandem.Expressions.Values;

namespace Tandem.Expressions.Past;

/// <summary>Keys for counting different values: two values have one key where the language's <c>==</c> holds, so 1, 1u and 1.0 have one.</summary>
internal static class DistinctValue
{
    /// <summary>The keys of those that count: not null, no error, not NaN.</summary>
    public static IEnumerable<Value> KeysOf(IEnumerable<Value> values) => values.Where(Counts).Select(KeyOf);

    public static bool Counts(Value value) => !value.IsNull && !value.IsError && !(value.Kind == ValueKind.Double && double.IsNaN(value.AsDouble));

    public static Value KeyOf(Value value) => value.Kind switch
    {
        ValueKind.Uint when value.AsUint <= long.MaxValue => Value.Of((long)value.AsUint),
        ValueKind.Double => Whole(value),
        ValueKind.List => Value.Of((IReadOnlyList<Value>)[.. value.AsList.Select(KeyOf)]),
        ValueKind.Map => Value.Of(value.AsMap.ToDictionary(entry => KeyOf(entry.Key), entry => KeyOf(entry.Value))),
        _ => value,
    };

    private static Value Whole(Value value)
    {
        const double beyondInt = 9223372036854775808.0;
        var number = value.AsDouble;
        if (Math.Floor(number) != number) return value;
        if (number is >= -beyondInt and < beyondInt) return Value.Of((long)number);
        return number is >= beyondInt and < 2 * beyondInt ? Value.Of((ulong)number) : value;
    }
}
