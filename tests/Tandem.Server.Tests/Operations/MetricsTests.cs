using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

/// <summary>What a real server tells Prometheus.</summary>
public sealed class MetricsTests
{
    private const string Definitions = """
        kind: segment
        metadata: { name: buyers }
        spec: { expression: 'events("Order Completed").any()' }
        ---
        kind: template
        metadata: { name: thanks }
        spec: { channel: email, purpose: transactional, subject: Thanks, html: '<p>Thanks</p>' }
        ---
        kind: journey
        metadata: { name: thank }
        spec:
          trigger: { event: Order Completed }
          reentry: afterExit
          steps:
            - send: { channel: email, template: thanks }
        """;

    [Fact]
    public async Task What_happens_is_counted()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await server.Publish(Definitions);
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"email":"ann@example.com"}}"""));
        Assert.Equal(200, await server.Send("/v1/batch", """{"batch":[{"type":"track","event":"Order Completed","userId":"ann","messageId":"m"},{"type":"page","userId":"bob"},{"type":"track"}]}"""));
        Assert.Equal(200, await server.Send("/v1/track", """{"event":"Order Completed","userId":"ann","messageId":"m"}"""));
        Assert.Equal(400, await server.Send("/v1/track", """{"event":"Nobody"}"""));
        await server.Until("/api/v1/overview", overview => (long)overview["messages"]!["sent"]! == 1 && (long)overview["waiting"]! == 0);
        // A walk through all members makes a checkpoint of every shard.
        await server.Get("/api/v1/segments/buyers/members");

        var scrape = await Scrape.Of(server);
        Assert.Equal(2, scrape["tandem_interactions_accepted_total{type=\"track\"}"]);
        Assert.Equal(4, scrape.Sum("tandem_interactions_accepted_total"));
        Assert.Equal(2, scrape["tandem_interactions_rejected_total"]);
        Assert.Equal((3, 1), (scrape["tandem_tracking_requests_total{status=\"200\"}"], scrape["tandem_tracking_requests_total{status=\"400\"}"]));
        Assert.Equal((3, 1), (scrape["tandem_interactions_folded_total{result=\"applied\"}"], scrape["tandem_interactions_folded_total{result=\"duplicate\"}"]));
        Assert.Equal(0, scrape.Sum("tandem_shard_waiting_entries"));
        Assert.Equal(0, scrape.Sum("tandem_shard_lag_seconds"));
        Assert.Equal((2, 1, 1), (scrape["tandem_customers"], scrape["tandem_definitions{kind=\"segment\"}"], scrape["tandem_ruleset"]));
        Assert.Equal((1, 1), (scrape["tandem_messages{status=\"sent\"}"], scrape["tandem_deliveries_total{outcome=\"sent\"}"]));
        Assert.True(scrape["tandem_fold_turn_duration_seconds_count"] > 0 && scrape["tandem_checkpoint_duration_seconds_count"] > 0);
        Assert.Equal(4, scrape["tandem_interaction_latency_seconds_count"]);
        Assert.Equal(scrape["tandem_checkpoint_duration_seconds_count"], scrape["tandem_checkpoint_duration_seconds_bucket{le=\"+Inf\"}"]);
        Assert.True(scrape["tandem_checkpoint_states_total"] >= 2 && scrape["tandem_checkpoint_state_bytes_total"] > 0);
        Assert.True(scrape["tandem_cache_entities"] >= 2 && scrape["tandem_cache_bytes"] > 0 && scrape["tandem_cache_hits_total"] > 0);
        Assert.Equal((1, 0, 0), (scrape["tandem_ready"], scrape["tandem_disk_full"], scrape["tandem_overloaded"]));
        Assert.True(scrape["tandem_disk_free_bytes"] > 0 && scrape["tandem_store_bytes{name=\"journal.db\"}"] > 0);
        Assert.True(scrape["process_resident_memory_bytes"] > 1 << 20 && scrape["process_cpu_seconds_total"] > 0);
        Assert.Equal(1, scrape.Sum("tandem_build_info"));
    }

    [Fact]
    public async Task A_counter_begins_anew_with_the_process_and_never_falls_in_it()
    {
        using var folder = new Folder();
        for (var start = 0; start < 2; start++)
        {
            using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
            await server.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0);
            Assert.Equal(0, (await Scrape.Of(server))["tandem_interactions_folded_total{result=\"applied\"}"]);
            Assert.Equal(200, await server.Send("/v1/track", $$"""{"event":"E","userId":"u","messageId":"m{{start}}"}"""));
            await server.Get("/api/v1/customers/userId:u");
            Assert.Equal(1, (await Scrape.Of(server))["tandem_interactions_folded_total{result=\"applied\"}"]);
            await server.Stop();
        }
    }

    [Fact]
    public async Task Names_follow_the_conventions()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        foreach (var (name, type) in (await Scrape.Of(server)).Types)
        {
            Assert.Equal(type == "counter", name.EndsWith("_total", StringComparison.Ordinal));
            Assert.Matches("^(tandem|process|dotnet)_[a-z_]+$", name);
            Assert.DoesNotMatch("_(ms|milliseconds|micros|mb|kb|percent)(_|$)", name);
        }
    }

    [Fact]
    public async Task Only_who_has_a_token_sees_them_and_the_scrapers_opens_nothing_else()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path, "--TANDEM_METRICS_TOKEN", "scraper");
        using var client = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(401, (int)(await client.GetAsync("/metrics")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "scrape");
        Assert.Equal(401, (int)(await client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(1, (await Scrape.Of(server, "scraper"))["tandem_ready"]);
        Assert.Equal(401, (await server.Ask(HttpMethod.Get, "/api/v1/overview", token: "scraper")).Status);
    }
}
