using Tandem.Cli.Csv;

namespace Tandem.Cli.Maps;

/// <summary>A row as the map's values see it: cells by column name, and <c>row</c>, its number.</summary>
public readonly struct RowContext(IReadOnlyDictionary<string, int> columns, CsvRow row)
{
    /// <summary>The name that stands for the row's number, unless the file has a column of that name.</summary>
    public const string RowNumber = "row";

    public long Number => row.Number;

    /// <summary>The cell without surrounding spaces; empty where the cell is empty.</summary>
    public string Cell(string column) =>
        columns.TryGetValue(column, out var index) ? row.Fields[index].Trim()
        : column == RowNumber ? row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : throw new ArgumentException($"The file has no column `{column}`; bind the map to the file's columns first.", nameof(column));
}
