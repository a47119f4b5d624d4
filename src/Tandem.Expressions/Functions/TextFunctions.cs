using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary><c>size</c>, <c>contains</c>, <c>startsWith</c>, <c>endsWith</c>, <c>matches</c>. Text is compared by code point, never by culture.</summary>
internal static class TextFunctions
{
    // A pattern that comes with the data is compiled at every call; one that the rule writes out is compiled when planned.
    private const int CompilingAPattern = 10_000;

    public static readonly ImmutableArray<Function> All =
    [
        new("size", false, Size, (RuleType.String, RuleType.Int), (RuleType.Bytes, RuleType.Int), (RuleType.AnyList, RuleType.Int), (RuleType.AnyMap, RuleType.Int)),
        new("size", true, Size, (RuleType.String, RuleType.Int), (RuleType.Bytes, RuleType.Int), (RuleType.AnyList, RuleType.Int), (RuleType.AnyMap, RuleType.Int)),
        OfText("contains", (text, part) => Value.Of(text.Contains(part, StringComparison.Ordinal))),
        OfText("startsWith", (text, part) => Value.Of(text.StartsWith(part, StringComparison.Ordinal))),
        OfText("endsWith", (text, part) => Value.Of(text.EndsWith(part, StringComparison.Ordinal))),
        OfText("matches", (text, pattern) => Patterns.TryCompile(pattern, out var regex, out var wrong) ? Value.Of(regex.IsMatch(text)) : Failures.Of("bad_pattern", wrong), CompilingAPattern),
    ];

    private static Function OfText(string name, Func<string, string, Value> body, int work = 1) => new(
        name,
        work,
        (text, argument) => text.Kind == ValueKind.String && argument.Kind == ValueKind.String ? body(text.AsString, argument.AsString) : null,
        (RuleType.String, RuleType.String, RuleType.Bool));

    private static Value? Size(Value value) => value.Kind switch
    {
        ValueKind.String => Value.Of((long)CodePoints(value.AsString)),
        ValueKind.Bytes => Value.Of((long)value.AsBytes.Length),
        ValueKind.List => Value.Of((long)value.AsList.Count),
        ValueKind.Map => Value.Of((long)value.AsMap.Count),
        _ => null,
    };

    private static int CodePoints(string text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes()) count++;
        return count;
    }
}
