using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>
/// Compares what somebody wrote with what came out: numbers by amount, times and durations with their text, an optional
/// by what it holds (none is null).
/// </summary>
internal static class SameValue
{
    public static bool Are(Value written, Value found) => found.Kind switch
    {
        ValueKind.Error => false,
        ValueKind.Optional => Are(written, found.AsOptional ?? Value.Null),
        ValueKind.Int => written.Kind == ValueKind.Double && written.AsDouble == found.AsInt,
        ValueKind.Uint => written.Kind == ValueKind.Double && written.AsDouble == found.AsUint,
        ValueKind.Timestamp => written.Kind == ValueKind.String && Instant.TryParse(written.AsString, out var time) && time == found.AsTimestamp,
        ValueKind.Duration => written.Kind == ValueKind.String && (Duration.TryParse(written.AsString, out var length) ? length == found.AsDuration : written.AsString == $"{found}".Trim('"')),
        ValueKind.Bytes or ValueKind.Type => written.Kind == ValueKind.String && $"{found}" == $"{written}",
        ValueKind.List => written.Kind == ValueKind.List && written.AsList.Count == found.AsList.Count && written.AsList.Zip(found.AsList).All(pair => Are(pair.First, pair.Second)),
        ValueKind.Map => written.Kind == ValueKind.Map && written.AsMap.Count == found.AsMap.Count && found.AsMap.All(entry => written.AsMap.TryGetValue(KeyOf(entry.Key), out var value) && Are(value, entry.Value)),
        _ => written.Equals(found),
    };

    private static Value KeyOf(Value key) => key.Kind == ValueKind.String ? key : Value.Of($"{key}");
}
