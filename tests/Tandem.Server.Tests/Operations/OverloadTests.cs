using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

/// <summary>More than a real server can fold: it says so before it takes all memory, and whoever sends again loses nothing.</summary>
public sealed class OverloadTests
{
    private const int Senders = 60, PerBatch = 1_000, Users = 500, MaxWaiting = 5_000, Segments = 200;

    private const double MaxMemory = 1L << 30;

    /// <summary>So many figures for each interaction that to fold one takes much longer than to send it, on any machine.</summary>
    private static readonly string Definitions = string.Join("\n---\n", Enumerable.Range(0, Segments).Select(number => $$"""
        kind: segment
        metadata: { name: often-{{number}} }
        spec: { expression: 'events("Ping").where(e, e.properties.filler != "{{number}}").within("{{number + 1}}d").count() > {{number}}' }
        """));

    [Fact]
    public async Task Too_much_at_once_is_answered_with_429_while_memory_is_bounded_and_arrives_once_when_it_is_sent_again()
    {
        using var folder = new Folder();
        using var load = new Load(Users);
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path, "--log", "json", "--max-waiting", $"{MaxWaiting}");
        await server.Publish(Definitions);
        using var over = new CancellationTokenSource();
        var peak = Peak(server, over.Token);

        var refused = await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            string[] ids = [.. Enumerable.Range(0, PerBatch).Select(item => $"{sender}-{item}")];
            return await load.Send(server, ids, load.Body(ids, bytesEach: 10));
        }));
        var turnedAway = refused.Where(answer => answer.Status != 200).ToList();
        Assert.NotEmpty(turnedAway);
        Assert.All(turnedAway, answer => Assert.Equal((429, true), (answer.Status, int.Parse(answer.RetryAfter!) >= 1)));
        Assert.All(turnedAway, answer => Assert.Equal("overloaded", (string?)JsonNode.Parse(answer.Body)!["errors"]![0]!["code"]));

        await load.Repeat(server);
        Assert.Equal(Senders * PerBatch, load.Answered.Count);
        await server.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0 && (long)overview["accepted"]! >= Senders * PerBatch);
        await over.CancelAsync();
        var (waiting, memory) = await peak;
        // One more batch comes in when there is room for one more entry; beside interactions the engine has its own entries.
        Assert.InRange(waiting, 1, MaxWaiting + 2 * PerBatch);
        Assert.InRange(memory, 1, MaxMemory);
        var scrape = await Scrape.Of(server);
        Assert.Equal((Senders * PerBatch, 0), (scrape["tandem_interactions_folded_total{result=\"applied\"}"], scrape["tandem_interactions_folded_total{result=\"duplicate\"}"]));
        Assert.True(scrape["tandem_tracking_requests_total{status=\"429\"}"] >= turnedAway.Count);
        Assert.Contains("\"event\":\"overload_began\"", server.Output);
    }

    /// <summary>The most that waited, and the most memory, as its metrics said until it was over.</summary>
    private static async Task<(double Waiting, double Memory)> Peak(ServerProcess server, CancellationToken over)
    {
        var (waiting, memory) = (0d, 0d);
        while (!over.IsCancellationRequested)
        {
            var scrape = await Scrape.Of(server);
            waiting = Math.Max(waiting, scrape["tandem_inbox_waiting_entries"]);
            memory = Math.Max(memory, scrape["process_resident_memory_bytes"]);
            await Task.WhenAny(Task.Delay(100, over));
        }
        return (waiting, memory);
    }
}
