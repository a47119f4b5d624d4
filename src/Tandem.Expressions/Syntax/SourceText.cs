using Tandem.Primitives;

namespace Tandem.Expressions.Syntax;

/// <summary>A rule's text, which knows its lines and draws the caret under a mistake.</summary>
internal sealed class SourceText(string text)
{
    // A line longer than this is cut around the mistake, so that a rule written as one long line stays readable.
    private const int ExcerptWidth = 100;

    public string Text { get; } = text;

    public string this[TextSpan span] => Text[span.Start..span.End];

    /// <summary>The first surrogate without its other half; -1 for none.</summary>
    public static int HalfCharacterIn(string text)
    {
        var index = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        for (; index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) return index;
            index++;
        }
        return -1;
    }

    /// <summary>The beginning of a long text, without half of a character at its end.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)}…";

    /// <summary>The message is a sentence, then the line with the mistake and a caret under it.</summary>
    public Error Describe(Problem problem)
    {
        var start = Math.Min(problem.Span.Start, Text.Length);
        var lineStart = start == 0 ? 0 : Text.LastIndexOf('\n', start - 1) + 1;
        var line = Text.AsSpan(0, lineStart).Count('\n') + 1;
        var column = CodePoints(Text.AsSpan(lineStart, start - lineStart)) + 1;
        return new Error(problem.Code, $"{problem.Message}\n{Excerpt(problem.Span, lineStart, line)}") { Line = line, Column = column, Hint = problem.Hint };
    }

    private string Excerpt(TextSpan span, int lineStart, int line)
    {
        var lineEnd = Text.IndexOf('\n', lineStart);
        if (lineEnd < 0) lineEnd = Text.Length;
        var start = Math.Min(span.Start, Text.Length);
        var cutStart = start - lineStart > ExcerptWidth * 2 / 3 ? start - ExcerptWidth / 2 : lineStart;
        var cutEnd = Math.Min(lineEnd, cutStart + ExcerptWidth);

        var prefix = cutStart > lineStart ? "…" : "";
        var suffix = cutEnd < lineEnd ? "…" : "";
        var shown = Text[cutStart..cutEnd].Replace('\t', ' ').TrimEnd('\r');
        var indent = prefix.Length + CodePoints(Text.AsSpan(cutStart, start - cutStart));
        var carets = Math.Max(1, CodePoints(Text.AsSpan(start, Math.Max(0, Math.Min(span.End, cutEnd) - start))));
        var margin = line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{$" {margin} | {prefix}{shown}{suffix}".TrimEnd()}\n {new string(' ', margin.Length)} | {new string(' ', indent)}{new string('^', carets)}";
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes()) count++;
        return count;
    }
}
