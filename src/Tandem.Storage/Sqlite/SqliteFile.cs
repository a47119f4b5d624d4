using SQLitePCL;
using Tandem.Engine.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// One connection to one database file, straight on SQLite's own calls: a prepared statement takes spans and allocates
/// nothing, which a command object does for each row. Used by one thread at a time.
/// </summary>
/// <remarks>
/// Errors come as <see cref="StorageFullException"/> (no room, or the disk fails: whatever was begun is undone),
/// <see cref="InvalidDataException"/> (the file is damaged; the message names it) or
/// <see cref="InvalidOperationException"/> (misuse).
/// </remarks>
internal sealed class SqliteFile : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Dictionary<string, SqliteStatement> statements = [];

    static SqliteFile() => Batteries_V2.Init();

    /// <param name="pragmas">Settings of this connection, run at once.</param>
    public SqliteFile(string path, bool readOnly, string pragmas)
    {
        Path = path;
        var flags = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var code = raw.sqlite3_open_v2(path, out handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            if (code != raw.SQLITE_OK) throw Failure(code);
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, 5_000);
            Execute(pragmas);
        }
        catch (Exception failed) when (failed is IOException or InvalidOperationException)
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>How many rows the last insert, update or delete changed.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>Runs statements that give no rows, or whose rows do not matter.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(handle, sql);
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    /// <summary>The statement for this text, prepared at the first call and kept.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out var known)) return known;
        var code = raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (code != raw.SQLITE_OK) throw Failure(code);
        return statements[sql] = new(this, statement);
    }

    public long Scalar(string sql)
    {
        using var statement = Prepare(sql).Begin();
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Runs work as one transaction, whole or not at all.</summary>
    public void Transact(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        finally
        {
            // Still in the transaction: something was thrown. A full disk may have undone it already.
            if (raw.sqlite3_get_autocommit(handle) == 0) Execute("ROLLBACK");
        }
    }

    /// <summary>Moves as much of the write-ahead log into the file as can be moved now.</summary>
    /// <returns>How many pages the log has, and how many of them are not moved; none while another connection moves it.</returns>
    public (long Pages, long Left) MoveLog()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var moved);
        if ((code & 0xFF) == raw.SQLITE_BUSY) return default;
        return code == raw.SQLITE_OK ? (pages, pages - moved) : throw Failure(code);
    }

    /// <summary>
    /// Writes the file anew and empties its log: of what was deleted or replaced nothing is left in either. Not within a
    /// transaction; takes as much room as the file for as long.
    /// </summary>
    /// <returns>False where somebody reads an earlier moment, so that the log must stay for now.</returns>
    public bool Clean()
    {
        Execute("VACUUM");
        return Scalar("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    /// <summary>Bounds the size of the file in bytes, not below what it has; 0 for no bound.</summary>
    public void BoundTo(long bytes)
    {
        var pages = bytes == 0 ? 4_294_967_294 : Math.Max(1, bytes / Scalar("PRAGMA page_size"));
        Execute($"PRAGMA max_page_count = {pages}");
    }

    /// <summary>Ends what runs at this moment on the connection, with <see cref="OperationCanceledException"/>. From any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(handle);

    public Exception Failure(int code)
    {
        var message = $"{Path}: {raw.sqlite3_errmsg(handle).utf8_to_string()} (SQLite {code})";
        return (code & 0xFF) switch
        {
            raw.SQLITE_FULL => new StorageFullException($"There is no room to write. {message}. Free some space on the disk; writing goes on by itself."),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM =>
                new StorageFullException($"The disk refuses to be written or read. {message}"),
            raw.SQLITE_INTERRUPT => new OperationCanceledException(message),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new InvalidDataException($"The file is damaged. {message}"),
            _ => new InvalidOperationException(message),
        };
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Close();
        statements.Clear();
        handle.Dispose();
    }
}
