using SQLitePCL;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// A prepared statement, used again and again: <c>using var s = file.Prepare(…).Begin();</c>, bind from 1, step, read
/// columns from 0. Disposing sets it back for its next use; the file closes it.
/// </summary>
internal sealed class SqliteStatement(SqliteFile file, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Begin()
    {
        raw.sqlite3_reset(handle);
        return this;
    }

    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(handle, index, value));

    public SqliteStatement Bind(int index, string value) => Checked(raw.sqlite3_bind_text(handle, index, value));

    /// <summary>Copies the bytes. An empty span is an empty blob, not null.</summary>
    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value) =>
        Checked(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));

    /// <summary>Whether there is a (further) row.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw file.Failure(code),
        };
    }

    /// <summary>Runs it to its end and sets it back.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            raw.sqlite3_reset(handle);
        }
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>Valid until the next step; null reads as empty.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[] Bytes(int column) => Span(column).ToArray();

    public void Dispose() => raw.sqlite3_reset(handle);

    public void Close() => handle.Dispose();

    private SqliteStatement Checked(int code) => code == raw.SQLITE_OK ? this : throw file.Failure(code);
}
