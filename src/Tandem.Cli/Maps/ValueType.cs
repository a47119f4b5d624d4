namespace Tandem.Cli.Maps;

/// <summary>What a cell is read as. The names are those of the map's <c>type</c>.</summary>
public enum ValueType
{
    Text,
    Number,
    Integer,
    Boolean,
    Date,
}
