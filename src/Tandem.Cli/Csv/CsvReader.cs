using System.Text;

namespace Tandem.Cli.Csv;

/// <summary>
/// Reads records as RFC 4180 has them: fields between separators, quoted where they hold a separator, a quote (doubled)
/// or a line break. A record that is wrong comes with its trouble and the reader goes on at the next line: a quote that
/// never closes costs its own line, not the rest of the file.
/// </summary>
public sealed class CsvReader : IDisposable
{
    /// <summary>A quoted field may span this many lines; more is taken for a quote that somebody forgot to close.</summary>
    public const int MaxLinesPerRecord = 200;

    private readonly TextReader text;
    private readonly CsvDialect dialect;
    private readonly LinkedList<string> ahead = [];
    private readonly List<string> fields = [];
    private readonly StringBuilder field = new();
    private long line;
    private long number;

    public CsvReader(TextReader text, CsvDialect dialect)
    {
        this.text = text;
        this.dialect = dialect;
        Columns = dialect.Columns ?? ReadHeader();
    }

    /// <summary>The names of the columns, from the dialect or the first line; empty for an empty file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Set when the header cannot be used: nothing after it can be trusted then.</summary>
    public string? HeaderTrouble { get; private set; }

    /// <summary>The records after the header; empty lines are left out.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        while (NextLine() is { } first)
        {
            if (string.IsNullOrWhiteSpace(first)) continue;
            var start = line;
            var trouble = ReadRecord(first);
            if (trouble is null && fields.Count != Columns.Count)
                trouble = $"{Count(fields.Count, "field")} where the file has {Count(Columns.Count, "column")}. A field that holds the separator needs quotes.";
            yield return new(++number, start, [.. fields], trouble);
        }
    }

    public void Dispose() => text.Dispose();

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private IReadOnlyList<string> ReadHeader()
    {
        while (NextLine() is { } first)
        {
            if (string.IsNullOrWhiteSpace(first)) continue;
            HeaderTrouble = ReadRecord(first);
            string[] names = [.. fields.Select(name => name.Trim())];
            HeaderTrouble ??= names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? $"The column `{twice.Key}` is there twice; every column needs its own name."
                : null;
            return names;
        }
        return [];
    }

    private string? NextLine()
    {
        string? next;
        if (ahead.First is { } waiting)
        {
            next = waiting.Value;
            ahead.RemoveFirst();
        }
        else
        {
            next = text.ReadLine();
        }
        if (next is not null) line++;
        return next;
    }

    private string? ReadRecord(string first)
    {
        fields.Clear();
        if (dialect.Separator is not { } separator)
        {
            fields.AddRange(first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return null;
        }

        field.Clear();
        var (record, at, opened) = (first, 0, -1);
        List<string> more = [];
        while (true)
        {
            if (at == record.Length)
            {
                if (opened < 0) break;
                if (more.Count == MaxLinesPerRecord || NextLine() is not { } next) return GiveBack(more, opened);
                more.Add(next);
                field.Append('\n');
                (record, at) = (next, 0);
                continue;
            }
            var c = record[at];
            if (opened >= 0)
            {
                if (c != '"') field.Append(c);
                else if (at + 1 < record.Length && record[at + 1] == '"') { field.Append('"'); at++; }
                else opened = -1;
            }
            else if (c == separator)
            {
                Complete();
            }
            else if (c == '"' && field.Length == 0)
            {
                opened = at + 1;
            }
            else
            {
                field.Append(c);
            }
            at++;
        }
        Complete();
        return null;
    }

    private void Complete()
    {
        fields.Add(field.ToString());
        field.Clear();
    }

    private string GiveBack(List<string> lines, int opened)
    {
        for (var i = lines.Count - 1; i >= 0; i--) ahead.AddFirst(lines[i]);
        line -= lines.Count;
        field.Clear();
        return $"The quote at column {opened} is never closed. Close it, or double it to mean a quote: \"\".";
    }
}
