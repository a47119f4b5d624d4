using System.Text;
using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Server.Tests.Customers;
using Tandem.Server.Tests.Privacy;
using Tandem.Storage.Postgres;

namespace Tandem.Server.Tests.Cluster;

/// <summary>A customer erased by one of several processes on a database.</summary>
public sealed class EraseTests
{
    [Fact]
    public async Task No_table_has_anything_of_them_and_every_process_keeps_them_out_and_has_the_certificate()
    {
        using var cluster = await Cluster.Start(2);
        await Ada.Arrive(cluster[0]);
        // The other process keeps its newest interactions of its own.
        await cluster[1].Send("/v1/track", """{"userId":"ada-4711","event":"Looked","properties":{"at":"sonnets"}}""");
        await cluster[1].Until("/api/v1/sources/default/recent", recent => recent.ToJsonString().Contains("sonnets", StringComparison.Ordinal));
        var (bob, history) = (await cluster[1].Get("/api/v1/customers/userId:bob"), await cluster[1].Get("/api/v1/customers/userId:bob/timeline"));
        Assert.NotEmpty(await Found(cluster, "pg_stats"));
        Assert.NotEmpty(await Found(cluster, "journal"));

        var id = await Ada.Erase(cluster[1], "email:lovelace@example.com", """{"reason":"asked by letter","suppress":true}""");
        var certificate = await cluster[1].Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Empty(await Found(cluster));
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(404, (await node.Ask(HttpMethod.Get, "/api/v1/customers/userId:ada-4711")).Status);
            Assert.Equal(bob.ToJsonString(), (await node.Get("/api/v1/customers/userId:bob")).ToJsonString());
            Assert.Equal(history.ToJsonString(), (await node.Get("/api/v1/customers/userId:bob/timeline")).ToJsonString());
            Assert.Equal(certificate.ToJsonString(), (await node.Get($"/api/v1/erasures/{id}")).ToJsonString());
            Assert.Contains("asked by letter", await Ada.Certificate(node, id), StringComparison.Ordinal);
            // Each looks for it twice a second.
            await node.Until("/api/v1/sources/default/recent", recent => !Ada.Hers.Any(text => recent.ToJsonString().Contains(text, StringComparison.Ordinal)));
            await node.Identify("""{"userId":"somebody","traits":{"email":"Lovelace@Example.com"}}""");
        }
        Assert.Equal(404, (await cluster[0].Ask(HttpMethod.Get, "/api/v1/customers/userId:somebody")).Status);
        Assert.Empty(await Found(cluster));

        var steps = certificate["steps"]!.AsArray().ToDictionary(step => (string)step!["name"]!, step => (long)step!["count"]!);
        Assert.Equal((2, 1, 1, 1), (steps["states"], steps["messages"], steps["rejectedItems"], steps["suppressionList"]));
        Assert.Equal(await ErasedEntries(cluster), steps["journal"]);
        Assert.True(steps["journal"] > 450);
        Assert.Equal(2, steps["views"]);
        Assert.Contains("write-ahead log", certificate["elsewhere"]!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(204, (await cluster[0].Ask(HttpMethod.Delete, "/api/v1/suppressed-identities/userId:ada-4711")).Status);
        await cluster[1].Until("/api/v1/suppressed-identities", list => list["items"]!.AsArray().Count == 3);
        await cluster[1].Identify("""{"userId":"ada-4711"}""");
        Assert.Equal(1, (int)(await cluster[0].Get("/api/v1/customers/userId:ada-4711"))["interactions"]!);
    }

    [Fact]
    public async Task What_a_killed_process_leaves_is_finished_by_another()
    {
        using var cluster = await Cluster.Start(3);
        await Ada.Arrive(cluster[0]);
        var bob = await cluster[1].Get("/api/v1/customers/userId:bob");
        var id = await Ada.Erase(cluster[0], "userId:ada-4711", """{"suppress":true}""");
        // The eldest does it; the next one is killed when it has come a step further.
        for (var kill = 0; kill < 5; kill++)
        {
            var (victim, other) = (kill % 3, (kill + 1) % 3);
            await cluster[other].Until($"/api/v1/erasures/{id}", erasure => erasure["steps"]!.AsArray().Count >= kill || (string?)erasure["state"] == "done");
            cluster[victim].Kill();
            await cluster.Restart();
        }
        var certificate = await cluster[0].Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Empty(await Found(cluster));
        Assert.Equal(await ErasedEntries(cluster), (long)certificate["steps"]!.AsArray().Single(step => (string)step!["name"]! == "journal")!["count"]!);
        Assert.Equal(bob.ToJsonString(), (await cluster[0].Get("/api/v1/customers/userId:bob")).ToJsonString());
        Assert.Equal(404, (await cluster[1].Ask(HttpMethod.Get, "/api/v1/customers/userId:ada-4711")).Status);
    }

    /// <summary>What of hers stands in which table, as text or within bytes, or among the samples by which PostgreSQL plans.</summary>
    private static async Task<List<string>> Found(Cluster cluster, string? only = null)
    {
        await using var database = NpgsqlDataSource.Create(cluster.Database);
        if (only == "pg_stats") await database.CreateCommand("ANALYZE").ExecuteNonQueryAsync();
        var (tables, found) = (new List<string> { "pg_stats" }, new List<string>());
        await using (var rows = await database.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        Assert.True(tables.Count > 10);
        foreach (var table in tables.Where(table => only is null || table == only))
        {
            foreach (var text in Ada.Hers)
            {
                await using var look = database.CreateCommand($"SELECT count(*) FROM {table} row WHERE position($1 in row::text) > 0 OR position($2 in row::text) > 0");
                look.Parameters.AddWithValue(text);
                look.Parameters.AddWithValue(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)));
                if ((long)(await look.ExecuteScalarAsync())! is > 0 and var count) found.Add($"{text} in {count} rows of {table}");
            }
        }
        return found;
    }

    private static async Task<long> ErasedEntries(Cluster cluster)
    {
        await using var store = PostgresStore.Open(cluster.Database, TimeProvider.System, new());
        return store.Journal.Read(default).LongCount(entry => entry.Kind == EntryKind.Erased);
    }
}
