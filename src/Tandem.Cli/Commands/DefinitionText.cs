using System.Text;

namespace Tandem.Cli.Commands;

/// <summary>Several definition files as one text of many documents, which knows which line came from where.</summary>
public sealed class DefinitionText
{
    private readonly List<(int First, string Name, string[] Lines)> files = [];
    private readonly StringBuilder text = new();
    private int lines;

    public string Text => text.ToString();

    public void Add(string name, string content)
    {
        var own = content.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var first = own.FirstOrDefault(line => line.Trim() is { Length: > 0 } said && said[0] != '#');
        if (files.Count > 0 && first?.StartsWith("---", StringComparison.Ordinal) != true)
        {
            text.Append("---\n");
            lines++;
        }
        files.Add((lines + 1, name, own));
        foreach (var line in own) text.Append(line).Append('\n');
        lines += own.Length;
    }

    /// <summary>File and line of a place in the whole text, and the line itself; null where there is none.</summary>
    public (string Name, int Line, string Text)? Place(int line)
    {
        var file = files.LastOrDefault(file => file.First <= line);
        var own = line - file.First;
        return file.Lines is not null && own >= 0 && own < file.Lines.Length ? (file.Name, own + 1, file.Lines[own]) : null;
    }
}
