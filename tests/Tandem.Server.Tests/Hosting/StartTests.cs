using Tandem.Engine.Journal;
using Tandem.Storage.Sqlite;
using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

public sealed class StartTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080", "loopback")]
    [InlineData("http://example.com:5080", "loopback")]
    [InlineData("https://localhost:5080", "http address")]
    public async Task An_address_that_others_can_reach_is_refused(string url, string says)
    {
        using var folder = new Folder();
        var (exitCode, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "--data", folder.Path, "--urls", url);
        Assert.Equal(2, exitCode);
        Assert.Contains(says, output);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public async Task A_missing_or_wrong_setting_is_named()
    {
        var (exitCode, output) = await ServerProcess.RunToEnd(
            Folder.ServerDll, "--cache-mb", "many", "--clock-start", "yesterday", "--journal-days", "-1", "--snapshot-every", "10s", "--snapshots-kept", "1001");
        Assert.Equal(2, exitCode);
        Assert.Contains("--data is missing", output);
        Assert.Contains("--cache-mb many", output);
        Assert.Contains("--clock-start yesterday", output);
        Assert.Contains("--journal-days -1 is not a whole number from 0 to 36500", output);
        Assert.Contains("--snapshot-every 10s is not a length of time from 1m", output);
        Assert.Contains("--snapshots-kept 1001 is not a whole number from 0 to 1000", output);
    }

    /// <summary>Not with 2, which a service takes for a wrong setting: it may start before its database.</summary>
    [Fact]
    public async Task A_database_that_is_not_there_is_named_and_may_be_tried_again()
    {
        var nowhere = PostgresServer.Shared.NewDatabase() + "_not";
        var (exitCode, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "--postgres", nowhere, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, exitCode);
        Assert.Contains("cannot be opened: database", output);
        Assert.Contains("createdb", output);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_told_who_has_it()
    {
        using var folder = new Folder();
        using var first = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        var (exitCode, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "--data", folder.Path, "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, exitCode);
        Assert.Contains(folder.Path, output);
        Assert.Contains("process", output);
    }

    [Fact]
    public async Task Customers_segments_and_duplicates_survive_a_restart()
    {
        using var folder = new Folder();
        const string Order = """{"userId":"u","event":"Order Completed","messageId":"m1"}""";
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path))
        {
            Assert.Equal(200, await server.Put("/api/v1/definitions/segment/buyers", "spec: { expression: 'events(\"Order Completed\").any()' }"));
            Assert.Equal(200, await server.Send("/v1/track", Order));
            Assert.Equal(1, (int)(await server.Get("/api/v1/segments/buyers"))["count"]!);
            server.Kill();
        }
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path))
        {
            Assert.Equal(200, await server.Send("/v1/track", Order));
            var customer = await server.Get("/api/v1/customers/userId:u");
            Assert.Equal(1, (int)customer["interactions"]!);
            Assert.Equal("buyers", (string)customer["segments"]![0]!);
            Assert.Equal(1, (int)(await server.Get("/api/v1/segments/buyers"))["count"]!);
        }
    }

    [Fact]
    public async Task Each_shard_is_told_once_which_version_of_the_engine_folds()
    {
        using var folder = new Folder();
        for (var start = 0; start < 2; start++)
        {
            using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
            Assert.Equal(200, await server.Put("/api/v1/definitions/segment/buyers", "spec: { expression: 'events(\"Order Completed\").any()' }"));
            Assert.Equal(200, await server.Send("/v1/track", """{"userId":"u","event":"Order Completed"}"""));
            // Whoever asks for members gets them from the states: a checkpoint of every shard is made before.
            await server.Get("/api/v1/segments/buyers/members");
            server.Kill();
        }
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new());
        var told = store.Journal.Read(default).Where(entry => entry.Kind == EntryKind.Version).ToList();
        Assert.Equal(Enumerable.Range(0, store.Shards.ShardCount), told.Select(entry => entry.Shard.Value).Order());
        Assert.All(told, entry => Assert.Equal(EngineVersion.Current, EngineVersion.Read(entry.Payload.Span)));
    }

    [Fact]
    public async Task A_segment_is_right_as_soon_as_it_is_published_also_for_those_who_were_there_before()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        foreach (var user in new[] { "a/b", "c d", "ä" }) Assert.Equal(200, await server.Send("/v1/track", $$"""{"userId":"{{user}}","event":"Order Completed"}"""));
        Assert.Equal(200, await server.Put("/api/v1/definitions/segment/buyers", "spec: { expression: 'events(\"Order Completed\").any()' }"));
        Assert.Equal(3, (int)(await server.Get("/api/v1/segments/buyers"))["count"]!);
        foreach (var user in new[] { "a/b", "c d", "ä" })
            Assert.Equal("buyers", (string)(await server.Get($"/api/v1/customers/userId:{Uri.EscapeDataString(user)}"))["segments"]![0]!);
    }

    [Fact]
    public async Task A_demos_clock_starts_where_it_is_told_runs_and_goes_on_after_a_restart()
    {
        using var folder = new Folder();
        string[] demo = ["--clock-start", "1997-01-01T00:00:00Z"];
        DateTimeOffset last;
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path, demo))
        {
            Assert.Equal(200, await server.Put("/api/v1/definitions/segment/lapsing", "spec: { expression: 'events(\"Order Completed\").any() && events(\"Order Completed\").within(\"90d\").none()' }"));
            Assert.Equal(200, await server.Send("/v1/track", """{"userId":"u","event":"Order Completed"}"""));
            using var client = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { { "Authorization", $"Bearer {ServerProcess.Token}" } } };
            using var response = await client.PutAsync("/api/v1/clock", new StringContent("""{"speed":1000000}""", System.Text.Encoding.UTF8, "application/json"));
            response.EnsureSuccessStatusCode();
            // 90 days pass in 8 seconds; the tick that they make due is the only thing that happens.
            while ((int)(await server.Get("/api/v1/segments/lapsing"))["count"]! == 0) await Task.Delay(20);
            last = (await server.Get("/api/v1/clock"))["now"]!.GetValue<DateTimeOffset>();
            Assert.Equal(1997, last.Year);
            server.Kill();
        }
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path, demo))
        {
            Assert.True((await server.Get("/api/v1/clock"))["now"]!.GetValue<DateTimeOffset>() >= new DateTimeOffset(1997, 4, 1, 0, 0, 0, TimeSpan.Zero));
            Assert.Equal(1, (int)(await server.Get("/api/v1/segments/lapsing"))["count"]!);
        }
    }
}
