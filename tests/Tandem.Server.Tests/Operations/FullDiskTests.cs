using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

/// <summary>A real server on a disk that fills: it says so, keeps what it has, and goes on by itself when there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Users = 20, BytesEach = 16_000, PerBatch = 25;

    private const string Definitions = """
        kind: template
        metadata: { name: thanks }
        spec: { channel: email, purpose: transactional, subject: Thanks, html: '<p>Thanks</p>' }
        ---
        kind: journey
        metadata: { name: thank }
        spec:
          trigger: { event: Ping }
          reentry: afterExit
          steps:
            - send: { channel: email, template: thanks }
        """;

    private readonly SmallDisk disk = new(mebibytes: 256);
    private readonly Load load = new(Users);

    public void Dispose()
    {
        load.Dispose();
        disk.Dispose();
    }

    [Theory]
    [InlineData(112)]
    [InlineData(0)]
    public async Task A_server_whose_disk_fills_says_so_keeps_what_it_has_and_goes_on_when_there_is_room(int reserve)
    {
        using (var server = await Start(reserve))
        {
            await server.Publish(Definitions);
            var refused = await load.SendUntilRefused(server, senders: 6, PerBatch, BytesEach);
            Assert.All(refused, AssertIsFull);
            // Somebody else takes what is left, too: not one byte can be written now.
            disk.Fill();
            refused = await load.SendUntilRefused(server, senders: 2, PerBatch, BytesEach);
            Assert.All(refused, AssertIsFull);
            await AssertReadsWork(server);
            var (status, body) = await server.Ask(HttpMethod.Put, "/api/v1/definitions/segment/late", """{"spec":{"expression":"events(\"Ping\").any()"}}""");
            Assert.Equal((503, "storage_full"), (status, (string?)body?["errors"]?[0]?["code"]));
            Assert.Equal(400, await server.Send("/v1/track", """{"userId":"u1"}"""));

            disk.Empty();
            disk.Resize(1_024);
            await Ready(server);
            Assert.Equal(200, await server.Put("/api/v1/definitions/segment/late", """{"spec":{"expression":"events(\"Ping\").any()"}}"""));
            await AssertAllOnce(server);
            AssertLogIsShort(server);
            await server.Stop();
        }
        using (var server = await Start(reserve)) await AssertAllOnce(server);
    }

    [Fact]
    public async Task A_kill_while_the_disk_is_full_loses_nothing_that_was_answered()
    {
        using (var server = await Start(reserve: 0))
        {
            await server.Publish(Definitions);
            Assert.All(await load.SendUntilRefused(server, senders: 6, PerBatch, BytesEach), AssertIsFull);
            disk.Fill();
            server.Kill();
        }
        disk.Empty();
        disk.Resize(1_024);
        using (var server = await Start(reserve: 0)) await AssertAllOnce(server);
    }

    /// <summary>Killed and started again and again, while not one byte can be written that the server did not keep back.</summary>
    [Fact]
    public async Task A_server_starts_on_a_full_disk_reads_everything_and_goes_on_when_there_is_room()
    {
        using (var server = await Start(reserve: 64))
        {
            await server.Publish(Definitions);
            Assert.All(await load.SendUntilRefused(server, senders: 6, PerBatch, BytesEach), AssertIsFull);
            disk.Fill();
            server.Kill();
        }
        for (var start = 0; start < 3; start++)
        {
            Assert.True(start > 0 || disk.Free == 0);
            using var server = await Start(reserve: 64);
            Assert.All(await load.SendUntilRefused(server, senders: 2, PerBatch, BytesEach), AssertIsFull);
            await AssertReadsWork(server);
            if (start == 1) await server.Stop();
            else server.Kill();
        }
        using (var server = await Start(reserve: 64))
        {
            disk.Empty();
            disk.Resize(1_024);
            await Ready(server);
            await AssertAllOnce(server);
            await server.Stop();
        }
    }

    [Fact]
    public async Task Without_a_reserve_it_says_in_a_sentence_that_it_needs_room_to_start()
    {
        using (var server = await Start(reserve: 0))
        {
            Assert.Equal(200, await server.Send("/v1/track", """{"userId":"u1","event":"Ping"}"""));
            await server.Stop();
        }
        disk.Fill();
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "--data", disk.Data, "--disk-reserve-mb", "0");
        // Not 2, which a service takes for a wrong setting and does not try again.
        Assert.Equal(1, code);
        Assert.Matches("^tandem: The disk of .* is full .*Delete nothing in the folder itself", output);
        disk.Empty();
        using var again = await Start(reserve: 0);
        Assert.Equal(1, (int)(await again.Get("/api/v1/customers/userId:u1"))["interactions"]!);
    }

    private Task<ServerProcess> Start(int reserve) => ServerProcess.Start(Folder.ServerDll, disk.Data, "--disk-reserve-mb", $"{reserve}", "--log", "json");

    private static void AssertIsFull((int Status, string? RetryAfter, string Body) answer)
    {
        Assert.Equal((503, "5"), (answer.Status, answer.RetryAfter));
        Assert.Equal("storage_full", (string?)JsonNode.Parse(answer.Body)!["errors"]![0]!["code"]);
    }

    private static async Task AssertReadsWork(ServerProcess server)
    {
        var (status, ready) = await server.Ask(HttpMethod.Get, "/readyz");
        Assert.Equal((503, false), (status, (bool)ready!["ready"]!));
        Assert.Contains("disk", (string)ready["reason"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("u1", (string?)(await server.Get("/api/v1/customers/userId:u1"))["identities"]![0]!["value"]);
        Assert.NotEmpty((await server.Get("/api/v1/customers/userId:u1/timeline?limit=500"))["items"]!.AsArray());
        Assert.NotEmpty((await server.Get("/api/v1/definitions"))["items"]!.AsArray());
        Assert.NotNull((await server.Get("/api/v1/messages"))["items"]);
        Assert.NotNull((await server.Get("/api/v1/overview"))["accepted"]);
    }

    /// <summary>Everything is folded, and each interaction has had its one message.</summary>
    private static Task<JsonNode> Settled(ServerProcess server) => server.Until("/api/v1/overview", overview =>
    {
        var messages = overview["messages"]!;
        var interactions = overview["byType"]!.AsArray().Sum(type => (long)type!["count"]!);
        return (long)overview["waiting"]! == 0 && (long)messages["queued"]! == 0 && (long)messages["sent"]! + (long)messages["failed"]! + (long)messages["withheld"]! == interactions;
    });

    private static List<JsonNode> Events(ServerProcess server) => [.. server.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!)];

    private static async Task Ready(ServerProcess server)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await server.Ask(HttpMethod.Get, "/readyz")).Status != 200) await Task.Delay(50, patience.Token);
    }

    /// <summary>All that was answered is there; and when senders repeat the rest, each is there once, has its mail, and no more.</summary>
    private async Task AssertAllOnce(ServerProcess server)
    {
        await Settled(server);
        var there = await Histories.MessageIds(server, Users);
        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(load.Answered.Except(there));
        await load.Repeat(server);
        await Settled(server);
        there = await Histories.MessageIds(server, Users);
        Assert.Equal(load.Answered.Distinct().Order(), there.Order());
        Assert.Empty(load.Refused.SelectMany(call => call.Ids).Except(there));
        var interactions = 0;
        for (var user = 0; user < Users; user++) interactions += (int)(await server.Get($"/api/v1/customers/userId:u{user}"))["interactions"]!;
        Assert.Equal(there.Count, interactions);
    }

    /// <summary>What lasts is said when it begins and when it ends, however often it was tried meanwhile.</summary>
    private static void AssertLogIsShort(ServerProcess server)
    {
        var events = Events(server);
        Assert.Single(events, line => (string?)line["event"] == "accepting_stopped");
        Assert.Single(events, line => (string?)line["event"] == "accepting_resumed");
        Assert.True(events.Count < 40, $"{events.Count} lines:\n{server.Output}");
    }
}
