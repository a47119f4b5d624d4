using System.Collections.Concurrent;

namespace Tandem.Storage.Sqlite;

/// <summary>Connections for reading one file, as many as are in use at once, kept for the next. Thread-safe.</summary>
internal sealed class SqliteReaders(string path, string pragmas) : IDisposable
{
    private readonly ConcurrentBag<SqliteFile> idle = [];
    private volatile bool closed;

    public string Path => path;

    /// <summary>Reads with a connection of its own; every statement sees all that was committed before it began.</summary>
    public T Read<T>(Func<SqliteFile, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!idle.TryTake(out var file)) file = new(path, readOnly: true, pragmas);
        try
        {
            return read(file);
        }
        finally
        {
            Return(file);
        }
    }

    /// <summary>Reads with several statements that all see one moment.</summary>
    public T ReadAtOnce<T>(Func<SqliteFile, T> read) => Read(file =>
    {
        file.Execute("BEGIN");
        try
        {
            return read(file);
        }
        finally
        {
            file.Execute("COMMIT");
        }
    });

    public void Dispose()
    {
        closed = true;
        while (idle.TryTake(out var file)) file.Dispose();
    }

    private void Return(SqliteFile file)
    {
        idle.Add(file);
        // A read that ended after Dispose closes what it gave back.
        if (closed) Dispose();
    }
}
