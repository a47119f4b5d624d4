using System.Text.RegularExpressions;

namespace Tandem.Expressions.Tests.Documentation;

/// <summary>A page of the documentation, as far as its examples go.</summary>
internal sealed partial class MarkdownFile
{
    private const string Fence = "```";

    private MarkdownFile(string name, string[] lines)
    {
        var blocks = new List<MarkdownBlock>();
        var prose = new List<(int Line, string Text)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                prose.Add((i + 1, lines[i]));
                continue;
            }
            var (info, start) = (lines[i][Fence.Length..].Trim(), i + 1);
            do i++;
            while (lines[i] != Fence);
            blocks.Add(new(name, start + 1, info, string.Join('\n', lines[start..i])));
        }
        (Blocks, Prose) = (blocks, prose);
    }

    public IReadOnlyList<MarkdownBlock> Blocks { get; }

    /// <summary>The lines outside of blocks.</summary>
    public IReadOnlyList<(int Line, string Text)> Prose { get; }

    /// <summary>Everything that a reader may take an example from.</summary>
    public static IReadOnlyList<string> Names =>
        ["README.md", .. Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.File(), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static MarkdownFile Read(string name) => new(name, File.ReadAllLines(Repository.File(name)));

    /// <summary>What stands between backticks in a line, with the bars that a table needs escaped.</summary>
    public static IEnumerable<string> CodeIn(string line) => Code().Matches(line).Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal));

    /// <summary>The cells of a line of a table; empty for any other line.</summary>
    public static IReadOnlyList<string> CellsIn(string line) => line.StartsWith('|') ? [.. Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim())] : [];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
