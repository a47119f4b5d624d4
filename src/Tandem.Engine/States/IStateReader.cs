using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Engine.States;

/// <summary>
/// What the shards' last checkpoints say, for whoever asks from outside: the API, counts, walks through all customers.
/// Each call sees one consistent moment, never half a checkpoint. Thread-safe.
/// </summary>
public interface IStateReader
{
    /// <summary>Stored identities, exactly as given; one that is not stored is left out.</summary>
    IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities);

    /// <summary>Identities of any kind whose value begins with the prefix, ASCII letters in any case, in order of value.</summary>
    IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max);

    /// <summary>Stored states in order of id; an id that is not stored is left out.</summary>
    IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids);

    /// <summary>Ids of stored states after one, in order, over all shards; begin with <c>default</c>.</summary>
    IReadOnlyList<EntityId> LoadIds(EntityId after, int max);

    /// <summary>Stored states after an id and up to another, in order of id, over all shards: a page of about so many.</summary>
    StatePage LoadPage(EntityId after, EntityId upTo, int max)
    {
        var ids = LoadIds(after, max);
        var rows = LoadStates([.. ids.Where(id => id.CompareTo(upTo) <= 0)]);
        return new(rows, ids.Count == max && ids[^1].CompareTo(upTo) < 0 ? ids[^1] : null);
    }

    /// <summary>Counts whose name begins with the prefix, summed over the shards, in order of name.</summary>
    IReadOnlyList<CountRow> SumCounts(string prefix);

    /// <summary>A timeline's older chunks, newest first.</summary>
    IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max);

    /// <summary>
    /// The chunks that can hold what became of interactions from one position to another, of all shards, in no order.
    /// They hold others too.
    /// </summary>
    IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last);

    /// <summary>Entries that are durable and that no turn has taken yet, of all shards.</summary>
    long Waiting { get; }

    /// <summary>The same of one shard.</summary>
    long WaitingFor(ShardId shard);
}

/// <summary>Some stored states that follow one another.</summary>
/// <param name="Last">After which the next page begins; null where there is none.</param>
public readonly record struct StatePage(IReadOnlyList<StateRow> Rows, EntityId? Last);
