using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>One shard of a <see cref="SharedMemoryStore"/>, owned until it is disposed or lost. What fails ends the whole ownership.</summary>
internal sealed class SharedShardTurn : IShardTurn
{
    private readonly SharedMemoryStore store;
    private readonly ShardRow row;
    private readonly Queue<Entry> begun = new();
    private readonly List<Arrival> messages = [];
    private MemoryTransaction? open;
    private long turn;
    private Position position, taken;
    private Instant at;
    private ReadOnlyMemory<byte> head;
    private bool over, hasTaken;

    /// <summary>Of a row that bears this process's name since this moment.</summary>
    public SharedShardTurn(SharedMemoryStore store, ShardId shard, ShardRow row)
    {
        (this.store, Shard, this.row) = (store, shard, row);
        (turn, position, taken, at, head) = (row.Turn, row.Position, row.Taken, row.At, row.Head);
        // An earlier owner may have folded less than it took.
        foreach (var entry in Database.Taken.Values.Where(known => known.Shard == shard).SelectMany(known => known.Entries(known.First!.Value, known.At)))
            if (entry.Position > position && entry.Position <= taken) begun.Enqueue(entry);
    }

    public ShardId Shard { get; }

    private MemoryDatabase Database => store.Database;

    public (Position Position, ReadOnlyMemory<byte> Head) Restore() => (position, head);

    public int Take(List<Entry> into, int max)
    {
        ObjectDisposedException.ThrowIf(over, this);
        if (open is null) Ended(() => store.Call(DatabaseCall.Begin, Begin));
        if (begun.Count == 0) Ended(() => store.Call(DatabaseCall.Take, TakeWaiting));
        var count = Math.Min(max, begun.Count);
        for (var i = 0; i < count; i++) into.Add(begun.Dequeue());
        if (count == 0 && !hasTaken) End();
        hasTaken |= count > 0;
        return count;
    }

    public void Send(IReadOnlyList<Arrival> sent)
    {
        ObjectDisposedException.ThrowIf(over, this);
        foreach (var message in sent) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)message.Shard.Value, (uint)store.ShardCount, nameof(sent));
        messages.AddRange(sent);
    }

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => Run(() => store.LoadStates(ids));

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => Run(() => store.LoadIdentities(identities));

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => Run(() => store.LoadTimeline(id, beforeChunk, max));

    public IEnumerable<TimerRow> LoadTimers() => Run(() => store.LoadTimers(Shard));

    public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) =>
        Run(() => store.LoadIds(new(Math.Max(after.Value, EntityId.FirstOf(Shard).Value - 1)), max).TakeWhile(id => id.Home == Shard).ToList());

    public CommitResult Commit(Checkpoint checkpoint)
    {
        ObjectDisposedException.ThrowIf(over, this);
        // What it is made of may be used again while it is on its way.
        var kept = Copy(checkpoint);
        try
        {
            Ended(() =>
            {
                if (open is null) store.Call(DatabaseCall.Begin, Begin);
                store.Call(DatabaseCall.Commit, () => Store(kept));
            });
        }
        catch (FencedException)
        {
            return CommitResult.Fenced;
        }
        (turn, position, head) = (turn + 1, kept.Position, kept.Head);
        messages.Clear();
        (open, hasTaken) = (null, false);
        return CommitResult.Committed;
    }

    public void Dispose()
    {
        if (over) return;
        try
        {
            End();
            over = true;
            store.Release(Shard);
            store.Call(DatabaseCall.Release, () => row.Owner == store.Node && row.Turn == turn && row.Lock is null ? row.Owner = null : null);
        }
        catch (StorageUnavailableException)
        {
            // Others find out by themselves that this process is not there any more.
        }
    }

    private bool Begin()
    {
        // A row that another has locked is waited for, which ends when the server ends that one's turn; here it is ended at once.
        if (row.Lock is { } other) throw new StorageUnavailableException($"Shard {Shard} is locked by {other.Node}.");
        if (row.Owner != store.Node || row.Turn != turn) throw new FencedException(Shard);
        open = Database.Begin(store.Node, row);
        return true;
    }

    private bool TakeWaiting()
    {
        Use();
        var now = Instant.From(store.Clock.GetUtcNow());
        if (now > at) at = now;
        foreach (var (waiting, first, since) in Database.Take(open!, Shard, at))
        {
            foreach (var entry in waiting.Entries(first, since)) begun.Enqueue(entry);
            taken = new(first.Value + waiting.Count - 1);
        }
        return true;
    }

    private bool Store(Checkpoint checkpoint)
    {
        Use();
        var entries = open!.Taken.SelectMany(given => given.Row.Entries(given.First, given.At)).ToList();
        Database.Insert(open, messages, isSent: true);
        Database.Commit(open);
        Database.Tables.Apply(Shard, checkpoint);
        foreach (var key in checkpoint.EffectsDone) Database.Leases.Remove(key);
        (row.Turn, row.Position, row.Taken, row.At, row.Head) = (turn + 1, checkpoint.Position, taken, at, checkpoint.Head);
        Database.Committed(entries, checkpoint);
        return true;
    }

    /// <exception cref="StorageUnavailableException">The server has ended the transaction.</exception>
    private void Use()
    {
        if (open!.IsOver) throw new StorageUnavailableException("The database has closed the connection of this turn.");
        open.Used = Database.Now;
    }

    private void End()
    {
        if (open is { IsOver: false } transaction)
            lock (Database.Gate) Database.End(transaction);
        (open, hasTaken) = (null, false);
    }

    private void Ended(Action work)
    {
        try
        {
            work();
        }
        catch
        {
            End();
            over = true;
            store.Release(Shard);
            throw;
        }
    }

    private T Run<T>(Func<T> read)
    {
        ObjectDisposedException.ThrowIf(over, this);
        var result = read();
        lock (Database.Gate)
            if (open is not null) Use();
        return result;
    }

    private static Checkpoint Copy(Checkpoint checkpoint) => checkpoint with
    {
        Head = checkpoint.Head.ToArray(),
        States = [.. checkpoint.States.Select(state => state with { Profile = state.Profile.ToArray(), Work = state.Work.ToArray() })],
        Identities = [.. checkpoint.Identities],
        Timers = [.. checkpoint.Timers],
        Timeline = [.. checkpoint.Timeline],
        Gone = [.. checkpoint.Gone],
        Counts = [.. checkpoint.Counts],
        Effects = [.. checkpoint.Effects],
        EffectsDone = [.. checkpoint.EffectsDone],
        Dispositions = checkpoint.Dispositions is { } chunk ? chunk with { Bytes = chunk.Bytes.ToArray() } : null,
    };
}
