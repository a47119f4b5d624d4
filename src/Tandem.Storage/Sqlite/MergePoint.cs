namespace Tandem.Storage.Sqlite;

/// <summary>The moments of a merge after which a crash leaves something else on disk.</summary>
internal enum MergePoint
{
    /// <summary>The chunks are read.</summary>
    Begun,

    /// <summary>Some more states are in their rows, and still in chunks too.</summary>
    Written,

    /// <summary>Some more chunks are gone, whose states are all in rows.</summary>
    Removed,
}
