using System.Threading.Channels;
using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The way in: a few connections write, each in one transaction, all that gathered while the last one was busy. A receipt is
/// the number of that transaction's last row: numbers become visible out of order, so that it says something about rows that
/// its owner can see, and nothing about others.
/// </summary>
internal sealed class PostgresInbox : IInbox, IAsyncDisposable
{
    private const int MostBytes = 4 << 20;

    private readonly NpgsqlDataSource database;
    private readonly PostgresOptions options;
    private readonly int shardCount;
    private readonly Func<long> waiting;
    private readonly Action accepted;
    private readonly Channel<Request> line = Channel.CreateUnbounded<Request>();
    private readonly Task[] writers;
    private long pendingBytes;

    /// <param name="waiting">How many entries wait to be folded in the workspace, about.</param>
    /// <param name="accepted">Called when something has become durable.</param>
    public PostgresInbox(NpgsqlDataSource database, int shardCount, Func<long> waiting, Action accepted, PostgresOptions options)
    {
        (this.database, this.shardCount, this.waiting, this.accepted, this.options) = (database, shardCount, waiting, accepted, options);
        writers = [.. Enumerable.Range(0, options.InboxWriters).Select(_ => Task.Run(Write))];
    }

    /// <summary>Bytes of this process that wait for the database.</summary>
    public long PendingBytes => Interlocked.Read(ref pendingBytes);

    public ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count == 0) return new(default(Receipt));
        var bytes = 0L;
        foreach (var arrival in arrivals)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)arrival.Shard.Value, (uint)shardCount, nameof(arrivals));
            bytes += arrival.Payload.Length;
        }
        if (waiting() >= options.MaxWaiting) throw new OverloadedException($"{options.MaxWaiting:N0} entries wait to be folded already.", TimeSpan.FromSeconds(1));
        if (Interlocked.Add(ref pendingBytes, bytes) > options.MaxPendingBytes && bytes < options.MaxPendingBytes)
        {
            Interlocked.Add(ref pendingBytes, -bytes);
            throw new OverloadedException("Too much waits for the database.", TimeSpan.FromSeconds(1));
        }
        var request = new Request(arrivals, bytes);
        if (!line.Writer.TryWrite(request)) throw new ObjectDisposedException(nameof(PostgresStore));
        return new(request.Done.Task);
    }

    public async ValueTask DisposeAsync()
    {
        line.Writer.TryComplete();
        await Task.WhenAll(writers);
    }

    private async Task Write()
    {
        var (requests, scratch) = (new List<Request>(), new ByteWriter());
        while (await line.Reader.WaitToReadAsync())
        {
            requests.Clear();
            for (var bytes = 0L; bytes < MostBytes && line.Reader.TryRead(out var request); bytes += request.Bytes) requests.Add(request);
            if (requests.Count == 0) continue;
            try
            {
                await Write(requests, scratch);
            }
            catch (Exception fault)
            {
                // Whoever called is told; the next ones try for themselves.
                var known = PostgresFaults.Translate(fault);
                foreach (var request in requests) request.Done.TrySetException(known);
            }
            Interlocked.Add(ref pendingBytes, -requests.Sum(request => request.Bytes));
        }
    }

    private async Task Write(List<Request> requests, ByteWriter scratch)
    {
        // Calls that came together share their rows: a row is what a turn takes, and each one costs.
        var rows = new BlockRows();
        EntryBlock.Split(requests.Count == 1 ? requests[0].Arrivals : [.. requests.SelectMany(request => request.Arrivals)], scratch, rows);
        await using var connection = await database.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand($"WITH rows AS ({BlockRows.Insert} RETURNING id) SELECT max(id) FROM rows", connection);
        rows.Bind(insert.Parameters, sent: false);
        var receipt = new Receipt((long)(await insert.ExecuteScalarAsync())!);
        foreach (var request in requests) request.Done.TrySetResult(receipt);
        accepted();
    }

    private sealed class Request(IReadOnlyList<Arrival> arrivals, long bytes)
    {
        public IReadOnlyList<Arrival> Arrivals => arrivals;

        public long Bytes => bytes;

        public TaskCompletionSource<Receipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
