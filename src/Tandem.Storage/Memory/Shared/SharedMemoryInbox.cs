using Tandem.Engine.Journal;

namespace Tandem.Storage.Memory.Shared;

/// <summary>
/// A process's way in: a few writers, each with all that gathered while it was busy in one transaction. Rows are numbered when
/// they are put in and seen when they are committed, so that of two writers the one with the lower numbers may come later.
/// Thread-safe.
/// </summary>
public sealed class SharedMemoryInbox(SharedMemoryStore store) : IInbox
{
    private readonly Lock gate = new();
    private readonly List<Request> pending = [];
    private readonly Dictionary<int, (MemoryTransaction Transaction, List<Request> Requests)> writing = [];
    private long waiting;

    /// <summary>Whether arrivals become durable at once; else by <see cref="Step"/>.</summary>
    public bool WritesAtOnce { get; init; } = true;

    /// <summary>Looks how much waits in the workspace, for refusing more.</summary>
    public void Look() => Volatile.Write(ref waiting, store.Waiting);

    public ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count == 0) return new(default(Receipt));
        foreach (var arrival in arrivals) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)arrival.Shard.Value, (uint)store.ShardCount, nameof(arrivals));
        if (Volatile.Read(ref waiting) >= store.Database.MaxWaiting) throw new OverloadedException($"{store.Database.MaxWaiting} entries wait already.", TimeSpan.FromSeconds(1));
        var request = new Request([.. arrivals]);
        lock (gate) pending.Add(request);
        while (WritesAtOnce && !request.Done.Task.IsCompleted) Step(Environment.CurrentManagedThreadId);
        return new(request.Done.Task);
    }

    /// <summary>One of the writers goes on: it puts in what waits, or commits what it has put in. False where there is nothing to do.</summary>
    public bool Step(int writer)
    {
        lock (gate)
        {
            var isBusy = writing.Remove(writer, out var work);
            var requests = isBusy ? work.Requests : [.. pending];
            if (requests.Count == 0) return false;
            if (!isBusy) pending.Clear();
            var transaction = work.Transaction;
            try
            {
                if (isBusy) Commit(transaction, requests);
                else
                {
                    store.Call(DatabaseCall.Insert, () => transaction = Insert(requests));
                    writing[writer] = (transaction, requests);
                }
            }
            catch (StorageUnavailableException away)
            {
                lock (store.Database.Gate)
                    if (transaction is not null) store.Database.End(transaction);
                foreach (var request in requests) request.Done.TrySetException(new StorageUnavailableException(away.Message));
            }
            return true;
        }
    }

    private MemoryTransaction Insert(List<Request> requests)
    {
        var transaction = store.Database.Begin(store.Node, null);
        foreach (var request in requests)
        {
            store.Database.Insert(transaction, request.Arrivals, isSent: false);
            request.Last = transaction.Inserted[^1].Id;
        }
        return transaction;
    }

    private void Commit(MemoryTransaction transaction, List<Request> requests)
    {
        store.Call(DatabaseCall.CommitInsert, () =>
        {
            if (transaction.IsOver) throw new StorageUnavailableException("The database has closed the connection.");
            store.Database.Commit(transaction);
            return true;
        });
        foreach (var request in requests) request.Done.TrySetResult(new(request.Last));
    }

    private sealed class Request(Arrival[] arrivals)
    {
        public Arrival[] Arrivals => arrivals;

        public long Last { get; set; }

        public TaskCompletionSource<Receipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
