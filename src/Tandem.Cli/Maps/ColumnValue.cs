namespace Tandem.Cli.Maps;

/// <summary>The cell of a column, as text; nothing where it is empty.</summary>
public sealed class ColumnValue(string name, int line, int column) : MapValue
{
    public override IEnumerable<ColumnUse> Columns => [new(name, line, column)];

    public override Reading Read(RowContext row) => row.Cell(name) is { Length: > 0 } cell ? Reading.Of(cell) : Reading.Nothing;
}
