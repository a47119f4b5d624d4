using Tandem.Engine.Folding;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>
/// One shard at work: takes what waits, folds it, makes checkpoints. Somebody drives it step by step: a thread in the
/// server, a scheduler in a simulation. Thread-safe: one caller at a time is inside.
/// </summary>
public sealed class ShardRunner : IShardView, IDisposable
{
    private readonly Lock gate = new();
    private readonly IShardTurn turn;
    private readonly ShardState state;
    private readonly ShardFold fold;
    private readonly List<Entry> batch = [];
    private readonly List<Identity> identities = [];
    private readonly List<EntityId> ids = [];
    private volatile bool busy;
    private long foldedPosition, storedPosition, foldedEntries, foldedAt, sent, received;

    public ShardRunner(IShardTurn turn, int shardCount, Func<int, Ruleset> rulesets)
    {
        this.turn = turn;
        state = new(turn, shardCount);
        fold = new(state, rulesets);
        (foldedPosition, storedPosition, sent, received) = (state.Head.Position.Value, state.Head.Position.Value, state.Head.AllSent, state.Head.AllReceived);
    }

    public ShardId Id => turn.Shard;

    /// <summary>How many bytes entities and identities may take in memory after a checkpoint, about.</summary>
    public long MaxCached { get; set; } = long.MaxValue;

    /// <summary>Everything up to here is folded. May be asked from any thread at any time.</summary>
    public Position Folded => new(Volatile.Read(ref foldedPosition));

    /// <summary>Everything up to here is in a checkpoint. May be asked from any thread at any time.</summary>
    public Position Stored => new(Volatile.Read(ref storedPosition));

    /// <summary>Entries folded since the shard was opened. May be asked from any thread at any time, as may <see cref="FoldedAt"/>.</summary>
    public long FoldedEntries => Volatile.Read(ref foldedEntries);

    /// <summary>The time of the last entry that was folded since the shard was opened; null before the first.</summary>
    public Instant? FoldedAt => Volatile.Read(ref foldedAt) is var at and not 0 ? new Instant(at) : null;

    /// <summary>Whether entries were taken that are not folded yet.</summary>
    public bool IsBusy => busy;

    /// <summary>Whether a turn broke off in the midst of an entry: the shard is to be opened anew, and folds it again.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Messages to other shards so far. May be asked from any thread at any time, as may <see cref="Received"/>.</summary>
    public long Sent => Volatile.Read(ref sent);

    /// <summary>Messages of other shards folded so far.</summary>
    public long Received => Volatile.Read(ref received);

    /// <summary>What the last step folded; for whoever steps, until the next one.</summary>
    public IReadOnlyList<Entry> Stepped => batch;

    /// <summary>Entries folded since the last checkpoint.</summary>
    public int SinceCheckpoint { get; private set; }

    /// <summary>When a timer is due next.</summary>
    public Instant? NextDue
    {
        get
        {
            lock (gate) return state.Timers.Next;
        }
    }

    /// <summary>Folds up to so many waiting entries; answers how many there were.</summary>
    public int Step(int max)
    {
        lock (gate)
        {
            ThrowIfBroken();
            batch.Clear();
            busy = true;
            if (turn.Take(batch, max) == 0)
            {
                busy = false;
                return 0;
            }
            // Until all of it is folded: half an entry must not be stored, nor looked at.
            IsBroken = true;
            Prefetch();
            foreach (var entry in batch) fold.Fold(entry);
            state.Rest();
            state.Dispatch();
            IsBroken = false;
            SinceCheckpoint += batch.Count;
            Volatile.Write(ref sent, state.Head.AllSent);
            Volatile.Write(ref received, state.Head.AllReceived);
            Volatile.Write(ref foldedAt, state.Head.At.Micros);
            Volatile.Write(ref foldedEntries, foldedEntries + batch.Count);
            Volatile.Write(ref foldedPosition, state.Head.Position.Value);
            busy = false;
            return batch.Count;
        }
    }

    /// <summary>For a store whose receipts are positions.</summary>
    public bool HasFolded(Receipt receipt) => Folded.Value >= receipt.Value;

    public bool Store()
    {
        var folded = Folded;
        try
        {
            Checkpoint();
        }
        catch (StorageFullException)
        {
            // Whoever makes the shard's checkpoints tells of it.
        }
        return Stored >= folded;
    }

    /// <summary>Makes everything folded so far lasting; where nothing was folded, only what was read may leave memory.</summary>
    /// <exception cref="StorageFullException">There is no room. Nothing changed, and it may be tried again.</exception>
    public CommitResult Checkpoint()
    {
        lock (gate)
        {
            ThrowIfBroken();
            if (SinceCheckpoint == 0)
            {
                state.Evict(MaxCached);
                return CommitResult.Committed;
            }
            var result = state.Commit(MaxCached);
            if (result != CommitResult.Committed) return result;
            SinceCheckpoint = 0;
            Volatile.Write(ref storedPosition, state.Head.Position.Value);
            return result;
        }
    }

    /// <summary>Looks at the shard between two entries. The state must not be changed, nor kept.</summary>
    public T Read<T>(Func<ShardState, T> read)
    {
        lock (gate)
        {
            ThrowIfBroken();
            try
            {
                return read(state);
            }
            finally
            {
                state.Rest();
            }
        }
    }

    /// <summary>The next page of the shard's customers as of the last checkpoint, in order of id.</summary>
    public CustomerPage Customers(EntityId after, int max)
    {
        lock (gate)
        {
            var ids = turn.LoadIds(after, max);
            return new([.. ids.Where(id => id.Kind == EntityKind.Customer)], ids.Count == 0 ? after : ids[^1], ids.Count == 0);
        }
    }

    public void Dispose() => turn.Dispose();

    private void ThrowIfBroken()
    {
        if (IsBroken) throw new InvalidOperationException($"A turn of shard {Id} broke off; what it has in memory holds no more.");
    }

    /// <summary>Loads what the batch needs, so that a shard with a cold cache asks its store twice and not a thousand times.</summary>
    private void Prefetch()
    {
        identities.Clear();
        ids.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            var entry = batch[i];
            switch (entry.Kind)
            {
                case EntryKind.Interaction:
                    var interaction = entry.Parsed as Interaction ?? Interaction.Read(entry.Payload);
                    batch[i] = entry with { Parsed = interaction };
                    identities.Add(interaction.Identities[0]);
                    break;
                case EntryKind.Message:
                    var message = entry.Parsed as ShardMessage ?? ShardMessage.Read(entry.Payload.Span);
                    batch[i] = entry with { Parsed = message };
                    if (message.Kind == MessageKind.Link && message.Target.IsNobody) identities.Add(message.Identity);
                    else if (message.Kind == MessageKind.AccountTraits && message.Target.IsNobody) ids.AddRange(AccountNews.Members(message));
                    else ids.Add(message.Target);
                    break;
                case EntryKind.Restate:
                    var restatement = Restatement.Read(entry.Payload.Span);
                    batch[i] = entry with { Parsed = restatement };
                    ids.AddRange(restatement.Customers);
                    break;
                case EntryKind.Past:
                    var page = PastPage.Read(entry.Payload.Span);
                    batch[i] = entry with { Parsed = page };
                    foreach (var piece in page.Pieces) ids.Add(piece.Customer);
                    break;
                case EntryKind.Erase:
                    ids.Add(ErasureStart.Read(entry.Payload.Span).Customer);
                    break;
                case EntryKind.Tick:
                    ids.AddRange(state.Timers.DueBy(entry.At, ShardFold.TimersPerTick));
                    break;
            }
        }
        state.Prefetch(identities, ids);
        ids.Clear();
        foreach (var identity in identities) ids.Add(state.CachedOwner(identity));
        identities.Clear();
        state.Prefetch(identities, ids);
    }
}

/// <param name="Last">Where the next page begins.</param>
/// <param name="IsEnd">There is nothing any more; a page without customers is not the end, since accounts stand between them.</param>
public readonly record struct CustomerPage(IReadOnlyList<EntityId> Customers, EntityId Last, bool IsEnd);
