using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>What came from a source is the same number, whichever process is asked.</summary>
public sealed class SourceFiguresTests
{
    [Fact]
    public async Task Every_process_tells_what_came_to_all_also_after_one_was_killed()
    {
        using var cluster = await Cluster.Start(2);
        for (var number = 0; number < 30; number++)
        {
            Assert.Equal(200, await cluster[number % 3 / 2].Send("/v1/track", $$"""{"userId":"u","event":"Ping","messageId":"m{{number}}"}"""));
            if (number % 10 == 0) Assert.Equal(400, await cluster[1].Send("/v1/track", """{"userId":"u"}"""));
        }
        for (var node = 0; node < 2; node++) await cluster[node].Until("/api/v1/sources/default", source => Figures(source) == (30, 3));
        Assert.Equal((await cluster[0].Get("/api/v1/sources/default"))["lastReceivedAt"]!.ToJsonString(), (await cluster[1].Get("/api/v1/sources/default"))["lastReceivedAt"]!.ToJsonString());

        cluster[0].Kill();
        Assert.Equal(200, await cluster[1].Send("/v1/track", """{"userId":"u","event":"Ping","messageId":"last"}"""));
        await cluster.Restart();
        for (var node = 0; node < 2; node++) await cluster[node].Until("/api/v1/sources/default", source => Figures(source) == (31, 3));
    }

    [Fact]
    public async Task Processes_that_start_at_once_on_a_new_database_all_come_up()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.Join(Folder.ServerDll, database)));
        foreach (var node in nodes)
        {
            using (node)
            {
                Assert.Equal(200, await node.Send("/v1/track", """{"userId":"u","event":"Ping"}"""));
                Assert.Single((await node.Get("/api/v1/sources"))["items"]!.AsArray());
            }
        }
    }

    [Fact]
    public async Task The_rate_is_of_all_processes()
    {
        using var cluster = await Cluster.Start(2);
        var sent = 0;
        await cluster[1].Until("/api/v1/sources/default", source =>
        {
            Assert.Equal(200, cluster[0].Send("/v1/track", $$"""{"userId":"u","event":"Ping","messageId":"m{{sent++}}"}""").GetAwaiter().GetResult());
            return (double)source["interactionsPerSecond"]! > 0;
        });
    }

    private static (long Accepted, long Rejected) Figures(JsonNode source) => ((long)source["accepted"]!, (long)source["rejected"]!);
}
