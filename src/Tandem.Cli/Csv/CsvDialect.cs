namespace Tandem.Cli.Csv;

/// <summary>How a file separates its fields.</summary>
/// <param name="Separator">Between two fields; null: any run of spaces or tabs, and no quotes.</param>
/// <param name="Columns">The names of the columns in a file that has no header line; null: its first line names them.</param>
public sealed record CsvDialect(char? Separator, IReadOnlyList<string>? Columns)
{
    public static readonly CsvDialect Default = new(',', null);
}
