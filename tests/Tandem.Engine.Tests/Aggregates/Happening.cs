using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Values;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Aggregates;

/// <summary>One event of a random past.</summary>
/// <param name="Properties">JSON.</param>
internal sealed record Happening(string Name, Instant At, long Position, string Properties = "{}", InteractionType Type = InteractionType.Track)
{
    public static readonly Instant Start = Calls.Time("2026-11-22T10:00:00Z");

    public static readonly Gen<string> SomeProperties =
        from total in Gen.Elements("", "0.1", "0.2", "5", "7.25", "10", "-3", "1e28", "-0.0", "\"7\"", "null")
        from category in Gen.Elements("", "\"x\"", "\"y\"", "\"NaN\"", "\"1\"", "null")
        select "{" + string.Join(",", new[] { Property("total", total), Property("category", category) }.Where(property => property.Length > 0)) + "}";

    public Interaction Interaction { get; } = Calls.Of(
        Type, "userId:u", At, string.Create(CultureInfo.InvariantCulture, $"m{Position}"), Name, $$"""{"type":"track","properties":{{Properties}}}""");

    public Value Event => EventForm.ValueOf(Interaction);

    private static string Property(string name, string value) => value.Length == 0 ? "" : $"\"{name}\":{value}";
}
