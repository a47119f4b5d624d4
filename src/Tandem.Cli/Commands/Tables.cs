using Spectre.Console;

namespace Tandem.Cli.Commands;

/// <summary>Tables of plain text.</summary>
public static class Tables
{
    /// <summary>Columns whose name starts with <c>&gt;</c> are numbers and stand to the right.</summary>
    public static Table Of(params IReadOnlyList<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        foreach (var column in columns)
        {
            var isNumber = column.StartsWith('>');
            var made = new TableColumn(new Text(column.TrimStart('>'), new Style(decoration: Decoration.Bold)));
            table.AddColumn(isNumber ? made.RightAligned() : made);
        }
        return table;
    }

    public static void Add(this Table table, params IReadOnlyList<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
