using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Effects;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// All that a shard knows, as the fold sees it: entities and identities come from the store when they are first asked
/// for, and everything that changes is gathered for the next checkpoint. Not thread-safe.
/// </summary>
public sealed class ShardState
{
    /// <summary>A customer with a larger stored form stays an object: to read and write it for each turn would cost more.</summary>
    internal const int MaxResting = 8 << 10;

    private readonly IShardTurn turn;
    private readonly EntityCache entities = new();
    private readonly OwnerCache owners = new();
    private readonly Dictionary<EntityId, Entity> open = [];
    private readonly List<Entity> touched = [], stirred = [];
    private readonly HashSet<EntityId> unsaved = [];
    private readonly List<IdentityRow> newIdentities = [];
    private readonly List<TimelineChunk> chunks = [];
    private readonly List<EntityId> gone = [];
    private readonly List<EffectRow> effects = [];
    private readonly List<string> effectsDone = [];
    private readonly List<Arrival> messages = [];
    private readonly DispositionLog dispositions = new();
    private readonly Queue<EntityId> recent = new(65);

    // Of the thread and not of the shard: a thread makes one checkpoint at a time, and there are many shards.
    [ThreadStatic]
    private static CheckpointBuffer? buffer;

    [ThreadStatic]
    private static ByteWriter? scratch;

    public ShardState(IShardTurn turn, int shardCount)
    {
        this.turn = turn;
        ShardCount = shardCount;
        var (position, head) = turn.Restore();
        Head = ShardHead.Read(head.Span);
        Head.Position = position;
        foreach (var timer in turn.LoadTimers())
            if (timer.Due is { } due) Timers.Restore(timer.Id, due);
    }

    public ShardId Id => turn.Shard;

    public int ShardCount { get; }

    public ShardHead Head { get; }

    public Counts Counts => Head.Counts;

    public TimerQueue Timers { get; } = new();

    /// <summary>The customers to whom something happened last, newest first, at most 64; since the process began.</summary>
    public IEnumerable<EntityId> Recent => recent.Reverse().Distinct();

    /// <summary>Entities in memory.</summary>
    public int Cached => entities.Count;

    /// <summary>What entities and identities take in memory, estimated.</summary>
    public long CachedBytes => entities.Bytes + owners.Bytes;

    /// <summary>Entities that turns asked for and that were in memory, and those that were not, since the shard was opened.</summary>
    public long CacheHits { get; private set; }

    /// <inheritdoc cref="CacheHits"/>
    public long CacheMisses { get; private set; }

    public bool HasChanges => unsaved.Count + touched.Count + newIdentities.Count + effects.Count + effectsDone.Count > 0;

    /// <summary>The entity, or null where there is none of that id in this shard.</summary>
    public Entity? Find(EntityId id)
    {
        if (open.TryGetValue(id, out var entity)) return entity;
        if (!entities.TryGet(id, out entity, out var resting))
        {
            LoadEntities([id]);
            if (!entities.TryGet(id, out entity, out resting)) return null;
        }
        if (entity is null)
        {
            entity = Customer.Read(id, default, resting);
            entity.ScheduledAt = entity.Due;
        }
        open.Add(id, entity);
        return entity;
    }

    /// <summary>Whose identity it is; nobody where it is not known. Only for identities that this shard keeps.</summary>
    public EntityId OwnerOf(Identity identity)
    {
        if (owners.TryGet(identity, out var owner)) return owner;
        LoadOwners([identity]);
        return CachedOwner(identity);
    }

    public void SetOwner(Identity identity, EntityId owner)
    {
        owners.Set(identity, owner);
        newIdentities.Add(new(identity, owner));
    }

    /// <summary>Makes an identity nobody's, as if it had never been seen.</summary>
    public void Forget(Identity identity) => SetOwner(identity, default);

    /// <summary>Takes away the older parts of a timeline, all of them, and the effects that wait.</summary>
    public void ForgetAll(EntityId id)
    {
        chunks.RemoveAll(chunk => chunk.Id == id);
        gone.Add(id);
    }

    public void Add(Entity entity)
    {
        open.Add(entity.Id, entity);
        Touch(entity);
    }

    /// <summary>Puts an entity in the place of the one with the same id.</summary>
    public void Replace(Entity entity)
    {
        if (open.Remove(entity.Id, out var before))
        {
            if (before.IsTouched) touched.Remove(before);
            if (before.IsStirred) stirred.Remove(before);
        }
        Add(entity);
    }

    /// <summary>Says that an entity changes with this entry.</summary>
    public void Touch(Entity entity)
    {
        if (!entity.IsStirred)
        {
            entity.IsStirred = true;
            stirred.Add(entity);
        }
        if (entity.IsTouched) return;
        entity.IsTouched = true;
        touched.Add(entity);
    }

    /// <summary>
    /// Ends an entry: takes over when those that it changed are due next. With each entry, because timers must not depend on
    /// which entries are folded in one turn.
    /// </summary>
    internal void EndEntry()
    {
        foreach (var entity in stirred)
        {
            entity.IsStirred = false;
            var due = entity.Due;
            if (due == entity.ScheduledAt) continue;
            entity.ScheduledAt = due;
            Timers.Set(entity.Id, due);
        }
        stirred.Clear();
    }

    /// <summary>Loads what a batch will ask for, each kind in one query.</summary>
    public void Prefetch(List<Identity> identities, List<EntityId> ids)
    {
        HashSet<Identity>? unknown = null;
        foreach (var identity in identities)
            if (!owners.TryGet(identity, out _)) (unknown ??= []).Add(identity);
        if (unknown is not null) LoadOwners(unknown);
        HashSet<EntityId>? absent = null;
        foreach (var id in ids)
        {
            if (id.IsNobody || id.Home != Id) continue;
            if (entities.Contains(id)) CacheHits++;
            else (absent ??= []).Add(id);
        }
        if (absent is null) return;
        CacheMisses += absent.Count;
        LoadEntities(absent);
    }

    /// <summary>The owner as far as it is in memory; for prefetching.</summary>
    internal EntityId CachedOwner(Identity identity) => owners.TryGet(identity, out var owner) ? owner : default;

    public void Tell(Customer customer, in TimelineItem item)
    {
        var chunk = customer.Timeline.Add(item);
        if (!chunk.IsEmpty) chunks.Add(new(customer.Id, customer.Timeline.Chunks, chunk));
    }

    /// <summary>Chunks of a timeline that no checkpoint has stored yet, newest first: the store does not know of them.</summary>
    public IReadOnlyList<TimelineChunk> Unstored(EntityId id) => [.. chunks.Where(chunk => chunk.Id == id).Reverse().DistinctBy(chunk => chunk.Number).OrderByDescending(chunk => chunk.Number)];

    /// <summary>Puts an older part of a timeline in the place of the one with the same number.</summary>
    public void Replace(in TimelineChunk chunk) => chunks.Add(chunk);

    public void Add(MessageEffect effect) => effects.Add(new(effect.Key, effect.Customer, effect.At, effect.ToBytes()));

    /// <summary>Notes what became of an interaction.</summary>
    public void Note(in Disposition disposition) => dispositions.Add(disposition);

    public void EffectDone(string key) => effectsDone.Add(key);

    /// <summary>Sends a message, numbered, under the shard's present ruleset.</summary>
    public void Send(ShardId to, ShardMessage message)
    {
        var numbered = message with { From = Id, Number = Head.NextTo(to), Ruleset = Head.Ruleset };
        messages.Add(new(to, EntryKind.Message, numbered.ToBytes(), numbered));
    }

    internal void NoteActive(EntityId id)
    {
        recent.Enqueue(id);
        if (recent.Count > 64) recent.Dequeue();
    }

    /// <summary>Hands the messages of the last entries to the store.</summary>
    internal int Dispatch()
    {
        if (messages.Count == 0) return 0;
        var count = messages.Count;
        turn.Send(messages.ToArray());
        messages.Clear();
        return count;
    }

    /// <summary>
    /// Ends a turn: what was looked at is let go, and what changed takes its stored form. Whoever has an entity may not
    /// use it any more.
    /// </summary>
    internal void Rest()
    {
        foreach (var entity in touched)
        {
            entity.IsTouched = false;
            unsaved.Add(entity.Id);
            // What is kept as an object is written by the checkpoint.
            if (entities.TryGet(entity.Id, out var kept, out _) && kept == entity) continue;
            if (entity is not Customer)
            {
                entities.Put(entity, 0);
                continue;
            }
            var work = scratch ??= new(4 << 10);
            work.Clear();
            entity.Write(work);
            if (work.Length <= MaxResting) entities.Put(entity.Id, work.Span);
            else entities.Put(entity, work.Length);
        }
        touched.Clear();
        open.Clear();
        entities.Tidy();
    }

    /// <summary>Makes everything up to now lasting. Afterwards what has not been used longest may leave memory.</summary>
    /// <param name="maxCached">How many bytes entities and identities may take in memory then, about.</param>
    internal CommitResult Commit(long maxCached)
    {
        Dispatch();
        Rest();
        var states = (buffer ??= new()).Write(entities, unsaved);
        var result = turn.Commit(new(Head.Position, Head.ToBytes())
        {
            States = states,
            Identities = newIdentities,
            Timers = Timers.Changes(),
            Timeline = chunks,
            Gone = gone,
            Counts = Counts.Changes(),
            Effects = effects,
            EffectsDone = effectsDone,
            Dispositions = dispositions.Chunk,
        });
        if (result == CommitResult.Fenced) return result;
        // Only now: a checkpoint that finds the disk full is made again later, with all that is in this one.
        Timers.Committed();
        Counts.Committed();
        unsaved.Clear();
        buffer.Clear();
        newIdentities.Clear();
        chunks.Clear();
        gone.Clear();
        effects.Clear();
        effectsDone.Clear();
        dispositions.Clear();
        Evict(maxCached);
        return result;
    }

    /// <summary>Lets go of what has not been used longest. Only while nothing is dirty: right after a checkpoint, or when nothing was folded since.</summary>
    internal void Evict(long maxCached)
    {
        owners.Evict(maxCached / 4);
        entities.Evict(maxCached - owners.Bytes);
    }

    private void LoadOwners(IReadOnlyCollection<Identity> identities)
    {
        // Nobody's only once they were looked up: a disk that could not be read must not leave that behind.
        var rows = turn.LoadIdentities(identities);
        foreach (var identity in identities) owners.Set(identity, default);
        foreach (var row in rows) owners.Set(row.Identity, row.Owner);
    }

    private void LoadEntities(IReadOnlyCollection<EntityId> ids)
    {
        foreach (var row in turn.LoadStates(ids))
        {
            if ((EntityForm)row.Work.Span[0] == EntityForm.Customer4 && row.Work.Length <= MaxResting)
            {
                entities.Put(row.Id, row.Work.Span);
                continue;
            }
            var entity = StoredEntity.Read(row);
            entity.ScheduledAt = entity.Due;
            entities.Put(entity, row.Work.Length);
        }
    }
}
