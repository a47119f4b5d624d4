using System.IO.Compression;
using System.Runtime.CompilerServices;
using Npgsql;
using Tandem.Engine.Shards;
using Tandem.Storage.Postgres;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Postgres;

/// <summary>Databases that earlier versions left (<c>tests/recorded/databases</c>) are brought to today's form, with all that is in them.</summary>
public sealed class UpgradeTests
{
    private static readonly string Recorded = Path.GetFullPath(Path.Combine(Here(), "../../recorded/databases"));

    [Fact]
    public async Task A_database_of_format_1_has_all_its_customers_and_goes_on()
    {
        var database = PostgresServer.Shared.NewDatabase();
        await Load(database, "1.sql.gz");
        await Execute(database, "ANALYZE");
        var rows = await Rows(database);
        Assert.Equal(61, rows.Count);
        await using (var store = PostgresStore.Open(database, TimeProvider.System, new()))
        {
            Assert.Equal(rows.Keys, store.States.LoadIds(default, 1_000).Select(id => id.Value));
            var states = store.States.LoadStates(store.States.LoadIds(default, 1_000));
            Assert.Equal(rows.Values.Select(Convert.ToHexString), states.Select(state => Convert.ToHexString(state.Work.Span)));
            foreach (var state in states) StoredEntity.Read(state);
            // What is stored anew lies beside what was there.
            var first = states[0];
            using var turn = store.Shards.TryOpen(first.Id.Home)!;
            var (position, head) = turn.Restore();
            var timers = turn.LoadTimers().Count();
            turn.Commit(new(position, head) { States = [new(first.Id, default, states[1].Work)] });
            Assert.Equal(timers, turn.LoadTimers().Count());
            store.MergeAll();
            Assert.Equal(timers, turn.LoadTimers().Count());
            Assert.Equal(states.Skip(1).Select(state => state.Id), store.States.LoadStates([.. states.Skip(1).Select(state => state.Id)]).Select(state => state.Id));
        }
        // The server keeps no samples of what people wrote, which would stay after an erasure.
        await Execute(database, "ANALYZE");
        Assert.Equal("e", await Ask(database, "SELECT DISTINCT attstorage FROM pg_attribute WHERE (attrelid, attname) IN (('states'::regclass, 'work'), ('journal'::regclass, 'payload'))"));
        Assert.Equal("0", await Ask(database, "SELECT count(*) FROM pg_stats WHERE (tablename, attname) IN (('states', 'work'), ('journal', 'payload'), ('state_chunks', 'bytes'))"));
        await using var again = PostgresStore.Open(database, TimeProvider.System, new());
        Assert.Equal(rows.Keys, again.States.LoadIds(default, 1_000).Select(id => id.Value));
    }

    [Fact]
    public async Task While_a_process_of_the_earlier_version_is_there_it_is_refused()
    {
        var database = PostgresServer.Shared.NewDatabase();
        await Load(database, "1.sql.gz");
        await Execute(database, "INSERT INTO nodes(node, name) VALUES (gen_random_uuid(), 'shop-2')");
        var refused = Assert.Throws<InvalidDataException>(() => PostgresStore.Open(database, TimeProvider.System, new()));
        Assert.Contains("processes still run: shop-2", refused.Message, StringComparison.Ordinal);
        await Execute(database, "UPDATE nodes SET seen = seen - interval '1 minute'");
        await using var store = PostgresStore.Open(database, TimeProvider.System, new());
        Assert.NotEmpty(store.States.LoadIds(default, 1));
    }

    private static async Task Load(string database, string name)
    {
        await using var file = new GZipStream(File.OpenRead(Path.Combine(Recorded, name)), CompressionMode.Decompress);
        using var text = new StreamReader(file);
        await Execute(database, await text.ReadToEndAsync());
    }

    private static async Task Execute(string database, string sql)
    {
        // The dump sets the search path of its connection.
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Ask(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }

    private static async Task<SortedDictionary<long, byte[]>> Rows(string database)
    {
        var rows = new SortedDictionary<long, byte[]>();
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT id, work FROM states");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
        return rows;
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
