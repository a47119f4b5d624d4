using System.Globalization;
using System.Text.Json;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Peer;

/// <summary>Values as text in which two implementations can be compared; all errors are the same.</summary>
internal static class PlainForm
{
    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Error => "error",
        ValueKind.Null => "null",
        ValueKind.List => $"[{string.Join(", ", value.AsList.Select(Of))}]",
        ValueKind.Map => Map(value.AsMap.Select(entry => (Of(entry.Key), Of(entry.Value)))),
        ValueKind.Double => $"double {value.AsDouble.ToString("R", CultureInfo.InvariantCulture)}",
        ValueKind.Bytes => $"bytes {Convert.ToHexStringLower(value.AsBytes)}",
        ValueKind.String => $"string {JsonSerializer.Serialize(value.AsString)}",
        ValueKind.Bool => $"bool {(value.AsBool ? "true" : "false")}",
        ValueKind.Timestamp => string.Create(CultureInfo.InvariantCulture, $"timestamp {(Int128)value.AsTimestamp.Micros * 1_000 + value.NanosecondsOfMicrosecond}"),
        ValueKind.Duration => string.Create(CultureInfo.InvariantCulture, $"duration {value.AsNanoseconds}"),
        ValueKind.Int => string.Create(CultureInfo.InvariantCulture, $"int {value.AsInt}"),
        ValueKind.Uint => string.Create(CultureInfo.InvariantCulture, $"uint {value.AsUint}"),
        ValueKind.Type => $"type {value.AsTypeName}",
        _ => throw new InvalidOperationException($"The peer has no {value.Kind}."),
    };

    /// <param name="value">As <c>tests/cel/peer.mjs</c> writes it.</param>
    public static string Of(JsonElement value)
    {
        var part = value.EnumerateObject().Single();
        return part.Name switch
        {
            "error" => "error",
            "null" => "null",
            "list" => $"[{string.Join(", ", part.Value.EnumerateArray().Select(Of))}]",
            "map" => Map(part.Value.EnumerateArray().Select(entry => (Of(entry[0]), Of(entry[1])))),
            "double" => $"double {Double(part.Value.GetString() ?? "").ToString("R", CultureInfo.InvariantCulture)}",
            "string" => $"string {JsonSerializer.Serialize(part.Value.GetString())}",
            "bool" => $"bool {(part.Value.GetBoolean() ? "true" : "false")}",
            "timestamp" => Timestamp((part.Value.GetString() ?? "").Split(' ')),
            _ => $"{part.Name} {part.Value.GetString()}",
        };
    }

    private static string Map(IEnumerable<(string Key, string Value)> entries) => $"{{{string.Join(", ", entries.Select(entry => $"{entry.Key}: {entry.Value}").Order(StringComparer.Ordinal))}}}";

    private static string Timestamp(string[] parts) =>
        string.Create(CultureInfo.InvariantCulture, $"timestamp {Int128.Parse(parts[0], CultureInfo.InvariantCulture) * 1_000_000_000 + int.Parse(parts[1], CultureInfo.InvariantCulture)}");

    private static double Double(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
