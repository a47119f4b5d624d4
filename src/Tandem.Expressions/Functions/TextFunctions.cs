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

    private static readonly ImmutableArray<Signature> Sizes =
    [
        new([RuleType.String], RuleType.Int), new([RuleType.Bytes], RuleType.Int), new([RuleType.AnyList], RuleType.Int), new([RuleType.AnyMap], RuleType.Int),
    ];

    public static readonly ImmutableArray<Function> All =
    [
        new("size", false, Size, Sizes),
        new("size", true, Size, Sizes),
        new("contains", true, Contains, new Signature([RuleType.String, RuleType.String], RuleType.Bool)),
        OfText("startsWith", (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        OfText("endsWith", (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        new("matches", false, Matches, new Signature([RuleType.String, RuleType.String], RuleType.Bool)),
        new("matches", true, Matches, new Signature([RuleType.String, RuleType.String], RuleType.Bool)),
    ];

    private static Function OfText(string name, Func<string, string, bool> body) => new(
        name,
        true,
        (Value text, Value argument, ref Frame _) => text.Kind == ValueKind.String && argument.Kind == ValueKind.String ? Value.Of(body(text.AsString, argument.AsString)) : null,
        new Signature([RuleType.String, RuleType.String], RuleType.Bool));

    private static Value? Contains(Value text, Value part, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || part.Kind != ValueKind.String) return null;
        return frame.TrySearch(text.AsString, part.AsString) ? Value.Of(text.AsString.Contains(part.AsString, StringComparison.Ordinal)) : Failures.TooMuchWork;
    }

    private static Value? Matches(Value text, Value pattern, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || pattern.Kind != ValueKind.String) return null;
        if (!frame.TryWork(CompilingAPattern)) return Failures.TooMuchWork;
        var parts = Patterns.LargestTogether;
        return Patterns.TryCompile(pattern.AsString, ref parts, out var compiled, out var wrong) ? compiled.Match(text.AsString, ref frame) : Failures.Of("bad_pattern", wrong);
    }

    private static Value? Size(Value value, ref Frame frame) => value.Kind switch
    {
        ValueKind.String => Value.Of(CodePoints.Count(value.AsString)),
        ValueKind.Bytes => Value.Of((long)value.AsBytes.Length),
        ValueKind.List => Value.Of((long)value.AsList.Count),
        ValueKind.Map => Value.Of((long)value.AsMap.Count),
        _ => null,
    };
}
