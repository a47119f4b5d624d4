using Npgsql;
using Tandem.Server.Tests.Operations;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>The journal of a database is kept as long as the setting says, by whichever process is the eldest.</summary>
public sealed class RetentionTests
{
    private const int Users = 6, Each = 5;

    [Fact]
    public async Task Old_entries_go_and_a_new_segment_says_since_when_its_figures_are_whole()
    {
        using var cluster = await Cluster.Start(2, false, "--journal-days", "2");
        await Send(cluster[0], "Alpha");
        await Send(cluster[1], "Beta");
        var first = (await Scrape.Of(cluster[1]))["tandem_journal_first_position"];
        await Age(cluster, "Alpha");
        await UntilBegins(cluster[1], after: first);
        // The eldest goes, and the other one does it.
        cluster[0].Kill();
        await Send(cluster[1], "Gamma");
        first = (await Scrape.Of(cluster[1]))["tandem_journal_first_position"];
        await Age(cluster, "Beta");
        await UntilBegins(cluster[1], after: first);

        var oldest = await Oldest(cluster);
        await cluster[1].Publish("""
            kind: segment
            metadata: { name: eager }
            spec: { expression: 'events("Gamma").within("30d").count() >= 5' }
            """);
        var segment = await cluster[1].Until("/api/v1/segments/eager", found => (double)found["evaluated"]! == 1 && (long)found["count"]! == Users);
        Assert.Equal(oldest, segment["since"]!.GetValue<DateTimeOffset>());
        // Who they are and what they did stays: it is in the states.
        for (var user = 0; user < Users; user++) Assert.Equal(3 * Each, (int)(await cluster[1].Get($"/api/v1/customers/userId:u{user}"))["interactions"]!);
        Assert.NotEmpty((await cluster[1].Get("/api/v1/customers/userId:u1/timeline"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_asks_for_a_snapshot_learns_that_there_are_none_and_what_to_take_instead()
    {
        using var cluster = await Cluster.Start(1);
        Assert.Empty((await cluster[0].Get("/api/v1/snapshots"))["items"]!.AsArray());
        var (status, body) = await cluster[0].Ask(HttpMethod.Post, "/api/v1/snapshots");
        Assert.Equal((409, "no_snapshots"), (status, (string)body!["errors"]![0]!["code"]!));
        Assert.Contains("backup", (string)body["errors"]![0]!["hint"]!, StringComparison.Ordinal);
    }

    private static async Task Send(ServerProcess server, string name)
    {
        for (var number = 0; number < Users * Each; number++)
            Assert.Equal(200, await server.Send("/v1/track", $$"""{"userId":"u{{number % Users}}","event":"{{name}}","messageId":"{{name}}{{number}}"}"""));
        await server.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0);
    }

    /// <summary>As if all up to the last of these had come three days earlier.</summary>
    private static async Task Age(Cluster cluster, string name)
    {
        await using var database = NpgsqlDataSource.Create(cluster.Database);
        await using var age = database.CreateCommand("UPDATE journal SET at = at - 259200000000 WHERE first <= (SELECT max(first) FROM journal WHERE position($1 IN payload) > 0)");
        age.Parameters.Add(new() { Value = System.Text.Encoding.UTF8.GetBytes(name) });
        await age.ExecuteNonQueryAsync();
    }

    private static async Task<DateTimeOffset> Oldest(Cluster cluster)
    {
        await using var database = NpgsqlDataSource.Create(cluster.Database);
        await using var oldest = database.CreateCommand("SELECT at FROM journal WHERE first IS NOT NULL ORDER BY first LIMIT 1");
        return DateTimeOffset.UnixEpoch.AddMicroseconds((long)(await oldest.ExecuteScalarAsync())!);
    }

    private static async Task UntilBegins(ServerProcess server, double after)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await Scrape.Of(server))["tandem_journal_first_position"] <= after) await Task.Delay(50, patience.Token);
    }
}
