using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>What is wrong with an expression: line, column, the sentence, the line with its caret, and what would be right.</summary>
internal static class ErrorText
{
    public static string Of(IEnumerable<Error> errors) => string.Join("\n", errors.Select(Of));

    private static string Of(Error error) => $"line {error.Line ?? 1}, column {error.Column ?? 1}: {error.Message}{(error.Hint is null ? "" : $"\n{error.Hint}")}";
}
