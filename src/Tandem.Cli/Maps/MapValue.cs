namespace Tandem.Cli.Maps;

/// <summary>How a field of an interaction comes out of a row.</summary>
public abstract class MapValue
{
    public abstract Reading Read(RowContext row);

    /// <summary>The columns that the value reads, with the place in the map that names them.</summary>
    public virtual IEnumerable<ColumnUse> Columns => [];
}
