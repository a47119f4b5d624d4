using Npgsql;
using Tandem.Engine.Journal;

namespace Tandem.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean here.</summary>
internal static class PostgresFaults
{
    /// <summary>The same error as the engine knows it: no room, or the database is not there now; itself where it is neither.</summary>
    public static Exception Translate(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => new StorageFullException($"The database has no room: {full.MessageText}", full),
        // Shut down, starting, out of connections, a statement or an idle transaction that was ended.
        PostgresException { SqlState: ['5', '7' or '8', ..] or ['0', '8', ..] or ['5', '3', ..] or "25P03" or "40001" or "40P01" or "25006" } ended =>
            new StorageUnavailableException($"The database cannot be used now: {ended.MessageText}", ended),
        // There is no such database, or this user may not open it.
        PostgresException { SqlState: ['3', 'D', ..] or ['2', '8', ..] } closed => new StorageUnavailableException($"The database cannot be opened: {closed.MessageText}.", closed),
        PostgresException => fault,
        NpgsqlException or TimeoutException or IOException => new StorageUnavailableException($"The database cannot be reached: {fault.Message}", fault),
        _ => fault,
    };

    public static T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (Translate(fault) is var known && known != fault)
        {
            throw known;
        }
    }
}
