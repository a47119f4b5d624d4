using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Checking;

/// <summary>Tries out text that a rule writes out for a function, so that its author learns of a bad pattern or time before any data comes.</summary>
internal static class WrittenArguments
{
    /// <param name="patternParts">How large the patterns that are still to come may be.</param>
    public static Problem? Check(Function function, Call call, ref int patternParts)
    {
        if (function.Name == "format" && call.Target is Literal { Value.Kind: Values.ValueKind.String } format)
            return TextFormat.FirstWrong(format.Value.AsString) is { } refused ? new Problem(refused.Code, refused.Message, format.Span, "For example: \"%s has %.2f\".format([name, amount])") : null;
        if (call.Arguments is not [.., Literal { Value.Kind: Values.ValueKind.String } written]) return null;
        if (function.Name == "matches")
            return Patterns.TryCompile(written.Value.AsString, ref patternParts, out _, out var wrong) ? null : new Problem("bad_pattern", wrong, written.Span, "For example: matches(\"^[a-z]+@example[.]com$\")");
        if (function.IsMethod || function.Arity != 1) return null;
        var frame = new Frame(NoFacts.Instance, [], [], Limits.Default.MaxWork);
        var result = function.Invoke(written.Value, ref frame);
        return result.IsError ? new Problem(result.AsError.Code, result.AsError.Message, written.Span, HintFor(function)) : null;
    }

    private static string? HintFor(Function function) => function.Name switch
    {
        "timestamp" => "For example: timestamp(\"2026-11-22T10:00:00Z\")",
        "duration" => "For example: duration(\"1h30m\")",
        _ => null,
    };
}
