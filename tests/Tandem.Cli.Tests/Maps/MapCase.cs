namespace Tandem.Cli.Tests.Maps;

/// <summary>A case of how a map turns rows into interactions, as the files in <c>cases/</c> have it.</summary>
public sealed class MapCase
{
    public string Map { get; set; } = "";

    public string Rows { get; set; } = "";

    /// <summary>One interaction a line, without its message id.</summary>
    public string Interactions { get; set; } = "";

    /// <summary>The rejected rows: <c>line: reason</c>.</summary>
    public string Rejected { get; set; } = "";

    /// <summary>What is wrong in the map itself.</summary>
    public string Problems { get; set; } = "";
}
