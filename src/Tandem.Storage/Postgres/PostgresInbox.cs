using System.Threading.Channels;
using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The way in: a few connections write, each in one transaction, all that gathered while the last one was busy. A receipt is
/// the number of the call's last row: numbers become visible out of order, so that it says something about rows that its owner
/// can see, and nothing about others.
/// </summary>
internal sealed class PostgresInbox : IInbox, IAsyncDisposable
{
    private const int MostBytes = 4 << 20;

    private readonly NpgsqlDataSource database;
    private readonly PostgresOptions options;
    private readonly int shardCount;
    private readonly Func<long> waiting;
    private readonly Channel<Request> line = Channel.CreateUnbounded<Request>();
    private readonly Task[] writers;
    private long pendingBytes;

    /// <param name="waiting">How many entries wait to be folded in the workspace, about.</param>
    public PostgresInbox(NpgsqlDataSource database, int shardCount, Func<long> waiting, PostgresOptions options)
    {
        (this.database, this.shardCount, this.waiting, this.options) = (database, shardCount, waiting, options);
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
        var rows = new BlockRows();
        foreach (var request in requests)
        {
            EntryBlock.Split(request.Arrivals, scratch, rows);
            request.LastRow = rows.Count - 1;
        }
        await using var connection = await database.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand(BlockRows.Insert + " RETURNING id", connection);
        rows.Bind(insert.Parameters, sent: false);
        var numbers = new long[rows.Count];
        await using (var found = await insert.ExecuteReaderAsync())
            for (var i = 0; await found.ReadAsync(); i++) numbers[i] = found.GetInt64(0);
        foreach (var request in requests) request.Done.TrySetResult(new(numbers[request.LastRow]));
    }

    private sealed class Request(IReadOnlyList<Arrival> arrivals, long bytes)
    {
        public IReadOnlyList<Arrival> Arrivals => arrivals;

        public long Bytes => bytes;

        public TaskCompletionSource<Receipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int LastRow { get; set; }
    }
}
