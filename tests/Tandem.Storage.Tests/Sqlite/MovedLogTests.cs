using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

public sealed class MovedLogTests : IDisposable
{
    private const int MiB = 1 << 20;

    private readonly TempFolder folder = new();
    private readonly SqliteFile writer;
    private readonly MovedLog log;
    private readonly byte[] bytes = new byte[MiB];
    private long written;
    private Action beforeStanding = () => { };
    private bool stands;
    private int stood;

    public MovedLogTests()
    {
        var path = Path.Combine(folder.Path, "file.db");
        writer = new(path, readOnly: false, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
        writer.Execute("CREATE TABLE lines(number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        log = new(new(path, readOnly: false, ""), () => written, Stand);
    }

    [Fact]
    public void The_log_of_a_file_that_is_written_for_ever_stays_short_and_the_file_gets_everything()
    {
        long longest = 0;
        for (var line = 1; line <= 120; line++)
        {
            Write(line);
            log.Step();
            longest = Math.Max(longest, LengthOfLog);
        }

        Assert.InRange(longest, 4 * MiB, 6 * MiB);
        Assert.Equal(120, writer.Scalar("SELECT count(*) FROM lines"));
        Assert.True(new FileInfo(Path.Combine(folder.Path, "file.db")).Length > 100 * MiB);
    }

    [Fact]
    public void Little_is_not_moved()
    {
        Write(1);
        Assert.False(log.Step());
        for (var line = 2; line <= 5; line++) Write(line);
        Assert.True(log.Step());
        Assert.False(log.Step());
    }

    [Fact]
    public void A_log_that_became_long_is_finished_while_the_writer_stands_still_and_begins_anew()
    {
        for (var line = 1; line <= 20; line++) Write(line);
        // Somebody reads while the first pass is made, so that it leaves the last line, and is done when the writer stands still.
        using var reader = new SqliteFile(Path.Combine(folder.Path, "file.db"), readOnly: true, "");
        reader.Execute("BEGIN");
        Assert.Equal(20, reader.Scalar("SELECT count(*) FROM lines"));
        Write(21, MiB / 2);
        beforeStanding = () => reader.Execute("COMMIT");
        Assert.Equal(0, stood);

        Assert.True(log.Step());

        Assert.Equal(1, stood);
        var length = LengthOfLog;
        Assert.True(length > 20 * MiB);
        for (var line = 22; line <= 40; line++) Write(line);
        Assert.Equal(length, LengthOfLog);
        Assert.Equal(40, writer.Scalar("SELECT count(*) FROM lines"));
    }

    [Fact]
    public void Who_reads_an_earlier_moment_goes_on_seeing_it_and_the_log_waits()
    {
        Write(1);
        using var reader = new SqliteFile(Path.Combine(folder.Path, "file.db"), readOnly: true, "");
        reader.Execute("BEGIN");
        Assert.Equal(1, reader.Scalar("SELECT count(*) FROM lines"));
        for (var line = 2; line <= 40; line++)
        {
            Write(line);
            log.Step();
        }

        Assert.Equal(1, reader.Scalar("SELECT count(*) FROM lines"));
        Assert.True(LengthOfLog > 35 * MiB);
        // It would be in vain.
        Assert.Equal(0, stood);
        reader.Execute("COMMIT");
        Assert.Equal(40, reader.Scalar("SELECT count(*) FROM lines"));
        var length = LengthOfLog;
        for (var line = 41; line <= 60; line++)
        {
            Write(line);
            log.Step();
        }
        Assert.InRange(LengthOfLog, length, length + 6 * MiB);
        Assert.Equal(60, reader.Scalar("SELECT count(*) FROM lines"));
    }

    public void Dispose()
    {
        log.Dispose();
        writer.Dispose();
        folder.Dispose();
    }

    private long LengthOfLog => new FileInfo(Path.Combine(folder.Path, "file.db-wal")).Length;

    private void Write(int line, int length = MiB)
    {
        Assert.False(stands);
        Random.Shared.NextBytes(bytes);
        writer.Prepare("INSERT INTO lines(number, bytes) VALUES(?, ?)").Begin().Bind(1, line).Bind(2, bytes.AsSpan(0, length)).Run();
        written += length;
    }

    private void Stand(Action work)
    {
        beforeStanding();
        stands = true;
        stood++;
        work();
        stands = false;
    }
}
