namespace Tandem.Expressions.Tests.Documentation;

/// <summary>An expression of a block, and the value that is stated behind it: <c>math.abs(-3) // = 3</c>.</summary>
/// <param name="Value">An expression too, or <c>error</c>; null where none is stated.</param>
internal sealed record CelExample(int Line, string Expression, string? Value)
{
    private const string Stated = "// = ";

    /// <summary>A line that is not indented begins an expression; indented lines go on with it.</summary>
    public static IEnumerable<CelExample> In(MarkdownBlock block)
    {
        var lines = block.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i].StartsWith("//", StringComparison.Ordinal)) continue;
            var start = i;
            while (i + 1 < lines.Length && lines[i + 1].StartsWith(' ')) i++;
            var text = string.Join('\n', lines[start..(i + 1)]);
            var at = text.LastIndexOf(Stated, StringComparison.Ordinal);
            yield return at < 0 ? new(block.Line + start, text, null) : new(block.Line + start, text[..at], text[(at + Stated.Length)..].Trim());
        }
    }
}
