namespace Tandem.Cli.Maps;

/// <summary>A column that the map names, and where.</summary>
public readonly record struct ColumnUse(string Name, int Line, int Column);
