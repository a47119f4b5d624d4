using Tandem.Expressions.Facts;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Past;

namespace Tandem.Expressions.Tests.Past;

/// <summary>Aggregates by their text, checked or not.</summary>
internal static class Aggregates
{
    public static Aggregate Of(string text)
    {
        var (tree, problem) = Parser.Parse(text, Limits.Default);
        if (tree is null) throw new InvalidOperationException($"{text}: {problem?.Message}");
        var reading = PastReader.Read(tree);
        return reading.Fact?.Aggregate ?? throw new InvalidOperationException($"{text}: {reading.Problem?.Message ?? "asks nothing"}");
    }
}
