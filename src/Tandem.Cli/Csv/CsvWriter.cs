namespace Tandem.Cli.Csv;

/// <summary>Writes records that <see cref="CsvReader"/> reads back.</summary>
public static class CsvWriter
{
    public static void WriteRow(TextWriter to, IEnumerable<string> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first) to.Write(',');
            first = false;
            to.Write(field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"")}\"" : field);
        }
        to.Write('\n');
    }
}
