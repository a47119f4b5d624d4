using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Tandem.Bench.Load;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>The least that a database has to do: the bytes of the same batches, each made durable as one row of a table.</summary>
internal static class BareInserts
{
    public static async Task<Sample> Measure(Database database, BenchOptions options, CancellationToken cancelled)
    {
        await using var source = NpgsqlDataSource.Create(database.Connection);
        await using (var make = source.CreateCommand("CREATE TABLE IF NOT EXISTS bare(id bigint GENERATED ALWAYS AS IDENTITY, payload bytea); ALTER TABLE bare ALTER payload SET STORAGE EXTERNAL; TRUNCATE bare"))
            await make.ExecuteNonQueryAsync(cancelled);
        var (before, watch) = (database.ProcessorTime, Stopwatch.StartNew());
        var all = await Task.WhenAll(Enumerable.Range(0, options.BatchConnections).Select(_ => Task.Run(() => Insert(source, watch, options.Load, cancelled), cancelled)));
        var latencies = all.SelectMany(one => one).Order().ToArray();
        return new(new(latencies.Length * (long)BatchSize, 0, 0, watch.Elapsed, latencies), watch.Elapsed, database.ProcessorTime - before);
    }

    private const int BatchSize = 100;

    private static async Task<List<TimeSpan>> Insert(NpgsqlDataSource source, Stopwatch watch, TimeSpan time, CancellationToken cancelled)
    {
        var latencies = new List<TimeSpan>();
        var batch = Request.Batch(Calls.Mix, BatchSize).Bytes;
        await using var connection = await source.OpenConnectionAsync(cancelled);
        await using var insert = new NpgsqlCommand("INSERT INTO bare(payload) VALUES ($1)", connection) { Parameters = { new() { Value = batch, NpgsqlDbType = NpgsqlDbType.Bytea } } };
        await insert.PrepareAsync(cancelled);
        while (watch.Elapsed < time)
        {
            var began = watch.Elapsed;
            await insert.ExecuteNonQueryAsync(cancelled);
            latencies.Add(watch.Elapsed - began);
        }
        return latencies;
    }
}
