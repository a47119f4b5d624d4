using System.Globalization;
using System.Text.Json;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests.Past;

/// <summary>One event of a random history, in terms that need no rule language.</summary>
/// <param name="Minute">When, counted from some midnight.</param>
/// <param name="Total">A double, a text, null for null, or <see cref="Nothing"/>.</param>
internal sealed record Happening(string Name, int Minute, object? Total, object? Category)
{
    public static readonly object Nothing = new();

    private static readonly Instant Midnight = TestTimes.At("2026-11-22T00:00:00Z");

    public static Instant TimeOf(int minute) => Midnight + Duration.FromMinutes(minute);

    public Value ToEvent() => Happened.At(TimeOf(Minute), Name, $"{{{string.Join(", ", new[] { Property("total", Total), Property("category", Category) }.Where(property => property.Length > 0))}}}");

    private static string Property(string name, object? value) => value == Nothing ? "" : value switch
    {
        double number => $"\"{name}\": {number.ToString("R", CultureInfo.InvariantCulture)}",
        _ => $"\"{name}\": {JsonSerializer.Serialize(value)}",
    };
}
