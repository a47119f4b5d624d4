using Tandem.Server.Tests.Hosting;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Tests.Recorded;

/// <summary>Both variants of one recording, made by the server as it was built with these tests.</summary>
internal sealed class Recording : IDisposable
{
    // Few shards, so that what every shard is told is not most of the journal; parts so small that something is sealed.
    private static readonly EmbeddedOptions Small = new() { ShardCount = 8, PartBytes = 8 << 10, SnapshotEvery = default };

    private readonly Folder stopped = new(), killed = new();

    /// <summary>Stopped by SIGTERM, with every state in its row.</summary>
    public string Stopped => stopped.Path;

    /// <summary>Ended by SIGKILL, with states in chunks, files with a write-ahead log, and a message that waits.</summary>
    public string Killed => killed.Path;

    public async Task Make()
    {
        await EmbeddedStore.Open(Stopped, TimeProvider.System, Small with { UpkeepInBackground = false }).DisposeAsync();
        int told;
        using (var server = await RecordedFolder.Serve(Stopped))
        {
            var story = new Story(server);
            await story.Begin();
            await server.Stop();
            told = story.Told;
        }
        await Seal(Stopped);
        using (var server = await RecordedFolder.Serve(Stopped))
        {
            var story = new Story(server, told);
            await story.GoOn();
            await Condition(() => Chunks(Stopped) == 0);
            await server.Stop();
            told = story.Told;
        }
        Copy(Stopped, Killed);
        // Nobody listens there: what should be mailed waits for another attempt.
        using (var server = await RecordedFolder.Serve(Killed, "--TANDEM_SMTP_URL", "smtp://127.0.0.1:9", "--TANDEM_MAIL_FROM", "Shop <shop@example.com>"))
        {
            Assert.Equal(200, (await server.Ask(HttpMethod.Put, "/api/v1/workspace/sending", """{"outside":true}""")).Status);
            var story = new Story(server, told);
            await story.End();
            await Condition(() => Chunks(Killed) > 0);
            await story.Tell("track", """{"userId":"late","event":"Product Viewed"}""");
            server.Kill();
        }
        Assert.True(new FileInfo(Path.Combine(Killed, "state.db-wal")).Length > 0);
    }

    public void Dispose()
    {
        stopped.Dispose();
        killed.Dispose();
    }

    /// <summary>How many chunks of states are not merged into rows.</summary>
    public static long Chunks(string folder)
    {
        using var file = new SqliteFile(Path.Combine(folder, "state.db"), readOnly: true, "");
        return file.Scalar("SELECT count(*) FROM state_deltas");
    }

    private static async Task Seal(string folder)
    {
        await using var store = EmbeddedStore.Open(folder, TimeProvider.System, Small);
        await Condition(() => Directory.EnumerateFiles(Path.Combine(folder, "journal"), "*.part").Any());
    }

    private static async Task Condition(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds()) await Task.Delay(20, patience.Token);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
