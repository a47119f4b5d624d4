using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Engine.States;

/// <summary>The shards of one workspace, as stored. Thread-safe; a turn belongs to one thread at a time.</summary>
public interface IShardStore
{
    /// <summary>A power of two, fixed when the workspace was made.</summary>
    int ShardCount { get; }

    /// <summary>Opens a shard, or answers null while another holds it.</summary>
    IShardTurn? TryOpen(ShardId shard);
}

/// <summary>A shard held by its one owner: what waits for it, what it knows, and the only way to change that.</summary>
public interface IShardTurn : IDisposable
{
    ShardId Shard { get; }

    /// <summary>The last checkpoint's position and head; position 0 and no bytes for a new shard.</summary>
    (Position Position, ReadOnlyMemory<byte> Head) Restore();

    /// <summary>
    /// The shard's next entries after those already taken (first: after the last checkpoint), in order, with their
    /// positions and times; 0 when none wait. May give fewer than <paramref name="max"/> though more wait.
    /// </summary>
    /// <exception cref="FencedException">Another owner has the shard now, and this turn is over.</exception>
    int Take(List<Entry> into, int max);

    /// <summary>Sends messages to other shards. They may be seen at once and are durable before the next <see cref="Commit"/> returns.</summary>
    void Send(IReadOnlyList<Arrival> messages);

    /// <summary>Stored states by id; an id that is not stored is left out of the answer.</summary>
    IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids);

    /// <summary>Stored identities; one that is not stored is left out of the answer.</summary>
    IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities);

    /// <summary>A timeline's older chunks, newest first.</summary>
    IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max);

    /// <summary>All timers of the shard, in no order.</summary>
    IEnumerable<TimerRow> LoadTimers();

    /// <summary>Ids of stored states after one, in order: for walking through a whole shard.</summary>
    IReadOnlyList<EntityId> LoadIds(EntityId after, int max);

    /// <summary>Makes a checkpoint, whole or not at all.</summary>
    CommitResult Commit(Checkpoint checkpoint);
}

/// <summary>A shard has another owner now: what this one knows of it holds no more.</summary>
public sealed class FencedException(ShardId shard) : Exception($"Shard {shard} has another owner now.");

public enum CommitResult
{
    Committed,

    /// <summary>Another owner has the shard now; nothing was changed, and this turn is over.</summary>
    Fenced,
}

/// <summary>
/// A stored customer or account: <paramref name="Work"/> is all of it, in versioned bytes. As part of a checkpoint no bytes
/// mean: take the row away.
/// </summary>
/// <param name="Profile">
/// UTF-8 JSON for people and SQL. It follows from the work (<see cref="Entity.WriteProfile"/>), so that a checkpoint needs
/// none; a store makes it where it shows it. Earlier versions stored it with the work and read it back.
/// </param>
public readonly record struct StateRow(EntityId Id, ReadOnlyMemory<byte> Profile, ReadOnlyMemory<byte> Work);

/// <summary>
/// Whom an identity names. It is kept in the shard of the identity's hash, whatever the entity's home is. As part of a
/// checkpoint nobody means: forget the identity.
/// </summary>
public readonly record struct IdentityRow(Identity Identity, EntityId Owner);

/// <summary>When an entity next has something to do; as part of a checkpoint null takes the timer away.</summary>
public readonly record struct TimerRow(EntityId Id, Instant? Due);

/// <summary>Older items of a timeline; chunks of one entity are numbered from 1 in order of time.</summary>
public readonly record struct TimelineChunk(EntityId Id, int Number, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// One number that a shard keeps of its customers, such as the members of a segment. Summed over shards when read.
/// Decimal, because some are sums of money; stored as text.
/// </summary>
public readonly record struct CountRow(string Name, decimal Value);

/// <summary>An effect to be performed. Its key is made of its meaning and is unique for ever.</summary>
public readonly record struct EffectRow(string Key, EntityId Customer, Instant At, ReadOnlyMemory<byte> Payload);

/// <summary>What a shard wants to keep, from the last checkpoint up to <see cref="Position"/>.</summary>
public sealed record Checkpoint(Position Position, ReadOnlyMemory<byte> Head)
{
    /// <summary>In order of id; the bytes are valid until the commit returns.</summary>
    public IReadOnlyList<StateRow> States { get; init; } = [];

    /// <summary>In the order in which they were set: one identity may stand here more than once.</summary>
    public IReadOnlyList<IdentityRow> Identities { get; init; } = [];
    public IReadOnlyList<TimerRow> Timers { get; init; } = [];
    public IReadOnlyList<TimelineChunk> Timeline { get; init; } = [];

    /// <summary>Entities of which nothing but their state is left: older parts of their timeline and their effects that wait are taken away, also those in this checkpoint.</summary>
    public IReadOnlyList<EntityId> Gone { get; init; } = [];

    /// <summary>The present values of counts that changed; 0 takes a row away.</summary>
    public IReadOnlyList<CountRow> Counts { get; init; } = [];

    /// <summary>New effects. One whose key is there already changes nothing.</summary>
    public IReadOnlyList<EffectRow> Effects { get; init; } = [];

    /// <summary>What became of the interactions folded since the last checkpoint; null for none. Its bytes are valid until the commit returns.</summary>
    public DispositionChunk? Dispositions { get; init; }

    /// <summary>Keys of effects whose outcome was folded: they leave the outbox.</summary>
    public IReadOnlyList<string> EffectsDone { get; init; } = [];
}

/// <summary>The effects that wait to be performed, as the last checkpoints left them. Thread-safe.</summary>
public interface IOutbox
{
    /// <summary>Waiting effects whose number is greater, in order of number: the order in which they were committed.</summary>
    IReadOnlyList<(long Number, EffectRow Effect)> Read(long after, int max);
}
