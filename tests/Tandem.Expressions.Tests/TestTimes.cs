using Tandem.Primitives;

namespace Tandem.Expressions.Tests;

internal static class TestTimes
{
    public static readonly Instant Now = At("2026-11-22T10:00:00Z");

    public static Instant At(string text) => Instant.TryParse(text, out var time) ? time : throw new FormatException(text);

    public static Instant DaysAgo(double days) => Now - Duration.FromDays(days);
}
