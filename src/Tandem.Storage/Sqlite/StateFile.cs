using System.Globalization;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Identities;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>Reads <c>state.db</c> as the last checkpoints left it. Thread-safe.</summary>
internal sealed class StateFile(SqliteReaders readers, StateDeltas deltas, int shardCount) : IOutbox
{
    /// <summary>Greater than every text that begins with what it is added to.</summary>
    private const string AfterAll = "\U0010FFFF";

    public int ShardCount => shardCount;

    public (Position Position, ReadOnlyMemory<byte> Head) LoadShard(ShardId shard) => readers.Read<(Position, ReadOnlyMemory<byte>)>(file =>
    {
        using var found = file.Prepare("SELECT position, head FROM shards WHERE shard_id = ?").Begin().Bind(1, shard.Value);
        return found.Step() ? (new(found.Long(0)), found.Bytes(1)) : default;
    });

    /// <summary>Up to here every shard has folded everything; 0 where that was never written down.</summary>
    public Position LoadFolded() => readers.Read(file => new Position(file.Scalar("SELECT value FROM marks WHERE name = 'folded'")));

    public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids)
    {
        EntityId[] ordered = [.. ids.Order()];
        return AtOneMoment(() =>
        {
            // Before the file is read: what is found to have left its chunk is in its row then.
            var places = deltas.Find(ordered);
            return readers.ReadAtOnce(file => LoadStates(file, ordered, places));
        });
    }

    public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => readers.ReadAtOnce(file =>
    {
        var rows = new List<IdentityRow>(identities.Count);
        using var select = file.Prepare("SELECT kind, value, owner FROM identities WHERE key = ?");
        foreach (var identity in identities)
        {
            for (var key = (long)identity.Hash; select.Begin().Bind(1, key).Step(); key = unchecked(key + 1))
            {
                if (select.Text(0) != identity.Kind || select.Text(1) != identity.Value) continue;
                rows.Add(new(identity, new(select.Long(2))));
                break;
            }
        }
        return rows;
    });

    public IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max) => readers.Read(file =>
    {
        var rows = new List<IdentityRow>();
        using var select = file.Prepare("""
            SELECT kind, value, owner FROM identities WHERE value >= ?1 COLLATE NOCASE AND value < ?2 COLLATE NOCASE ORDER BY value COLLATE NOCASE LIMIT ?3
            """).Begin().Bind(1, prefix).Bind(2, prefix + AfterAll).Bind(3, max);
        while (select.Step()) rows.Add(new(new(select.Text(0), select.Text(1)), new(select.Long(2))));
        return rows;
    });

    public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => readers.Read(file =>
    {
        var rows = new List<TimelineChunk>();
        using var select = file.Prepare("SELECT number, bytes FROM timeline WHERE id = ? AND number < ? ORDER BY number DESC LIMIT ?")
            .Begin().Bind(1, id.Value).Bind(2, beforeChunk).Bind(3, max);
        while (select.Step()) rows.Add(new(id, (int)select.Long(0), select.Bytes(1)));
        return rows;
    });

    /// <summary>
    /// Chunks of which an interaction may stand between two positions, a few at a time. Most chunks end soon after their
    /// interactions; the few that do not have an index of their own.
    /// </summary>
    public IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last)
    {
        const long soon = 1_000_000;
        foreach (var chunk in LoadDispositions("last > ? AND last <= ? AND first_entry <= ? AND last_entry >= ?", first, last, first.Value - 1, last.Value + soon)) yield return chunk;
        foreach (var chunk in LoadDispositions("last > ? AND last <= ? AND first_entry <= ? AND last_entry >= ? AND last - first_entry > 1000000", first, last, last.Value + soon, long.MaxValue)) yield return chunk;
    }

    private IEnumerable<DispositionChunk> LoadDispositions(string condition, Position first, Position last, long after, long upTo)
    {
        while (true)
        {
            var some = readers.Read(file =>
            {
                var chunks = new List<DispositionChunk>();
                using var select = file.Prepare($"SELECT last, first_entry, last_entry, bytes FROM dispositions WHERE {condition} ORDER BY last LIMIT 100")
                    .Begin().Bind(1, after).Bind(2, upTo).Bind(3, last.Value).Bind(4, first.Value);
                while (select.Step()) chunks.Add(new(new(select.Long(0)), new(select.Long(1)), new(select.Long(2)), select.Bytes(3)));
                return chunks;
            });
            foreach (var chunk in some) yield return chunk;
            if (some.Count == 0) yield break;
            after = some[^1].Last.Value;
        }
    }

    /// <summary>A part of a shard's timers after an id, in order, so that a million of them are no long read.</summary>
    public IReadOnlyList<TimerRow> LoadTimers(ShardId shard, EntityId after, int max) => readers.Read(file =>
    {
        var rows = new List<TimerRow>();
        using var select = file.Prepare("SELECT id, due FROM timers WHERE shard_id = ? AND id > ? ORDER BY id LIMIT ?")
            .Begin().Bind(1, shard.Value).Bind(2, after.Value).Bind(3, max);
        while (select.Step()) rows.Add(new(new(select.Long(0)), new Instant(select.Long(1))));
        return rows;
    });

    /// <summary>Ids after one that are not greater than <paramref name="upTo"/>.</summary>
    public IReadOnlyList<EntityId> LoadIds(EntityId after, EntityId upTo, int max) => AtOneMoment(() =>
    {
        var (inChunks, last) = deltas.After(after, upTo, max);
        return readers.Read(file =>
        {
            var ids = new List<EntityId>();
            using var select = file.Prepare("SELECT id FROM states WHERE id > ? AND id <= ? ORDER BY id").Begin().Bind(1, after.Value).Bind(2, last.Value);
            var next = 0;
            for (var isRow = select.Step(); ids.Count < max && (isRow || next < inChunks.Count);)
            {
                var row = isRow ? select.Long(0) : long.MaxValue;
                if (next == inChunks.Count || row < inChunks[next].Id.Value)
                {
                    ids.Add(new(row));
                    isRow = select.Step();
                    continue;
                }
                if (!inChunks[next].IsRemoved) ids.Add(inChunks[next].Id);
                if (row == inChunks[next++].Id.Value) isRow = select.Step();
            }
            return ids;
        });
    });

    /// <summary>States after an id and up to another, in order: those in rows as the file has them one after another.</summary>
    public StatePage LoadPage(EntityId after, EntityId upTo, int max) => AtOneMoment(() =>
    {
        var (inChunks, last) = deltas.After(after, upTo, max);
        // Before the file is read: what is found to have left its chunk is in its row then.
        var places = deltas.Find([.. inChunks.Select(state => state.Id)]);
        return readers.ReadAtOnce(file =>
        {
            var (rows, end) = (new List<StateRow>(max), (EntityId?)null);
            using var select = file.Prepare("SELECT id, work, profile FROM states WHERE id > ? AND id <= ? ORDER BY id").Begin().Bind(1, after.Value).Bind(2, last.Value);
            var next = 0;
            for (var isRow = select.Step(); isRow || next < inChunks.Count;)
            {
                if (rows.Count == max)
                {
                    end = rows[^1].Id;
                    break;
                }
                var row = isRow ? select.Long(0) : long.MaxValue;
                if (next == inChunks.Count || row < inChunks[next].Id.Value || (row == inChunks[next].Id.Value && places[next].IsRow))
                {
                    rows.Add(Row(select));
                    if (next < inChunks.Count && row == inChunks[next].Id.Value) next++;
                    isRow = select.Step();
                    continue;
                }
                if (row == inChunks[next].Id.Value) isRow = select.Step();
                rows.AddRange(LoadStates(file, [inChunks[next].Id], [places[next]]));
                next++;
            }
            // Where chunks have more than fit into a page, their last one is the page's end.
            return new StatePage(rows, end ?? (last.CompareTo(upTo) < 0 ? last : null));
        });
    });

    public IReadOnlyList<CountRow> SumCounts(string prefix) => readers.ReadAtOnce(file =>
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        // Shard by shard, because the key begins with the shard: each is a short range.
        using var select = file.Prepare("SELECT name, value FROM counts WHERE shard_id = ? AND name >= ? AND name < ?");
        for (var shard = 0; shard < shardCount; shard++)
        {
            select.Begin().Bind(1, shard).Bind(2, prefix).Bind(3, prefix + AfterAll);
            while (select.Step())
                sums[select.Text(0)] = sums.GetValueOrDefault(select.Text(0)) + decimal.Parse(select.Text(1), NumberStyles.Number, CultureInfo.InvariantCulture);
        }
        return sums.Select(sum => new CountRow(sum.Key, sum.Value)).ToList();
    });

    public IReadOnlyList<(long Number, EffectRow Effect)> Read(long after, int max) => readers.Read(file =>
    {
        var rows = new List<(long, EffectRow)>();
        using var select = file.Prepare("SELECT number, key, customer, at, payload FROM outbox WHERE number > ? ORDER BY number LIMIT ?")
            .Begin().Bind(1, after).Bind(2, max);
        while (select.Step())
            rows.Add((select.Long(0), new(select.Text(1), new(select.Long(2)), new(select.Long(3)), select.Bytes(4))));
        return rows;
    });

    /// <summary>Reads again where a merge began in between, whose rows would be newer than others that were read.</summary>
    private T AtOneMoment<T>(Func<T> read)
    {
        while (true)
        {
            var before = deltas.Merges;
            var found = read();
            if (deltas.Merges == before) return found;
        }
    }

    /// <summary>The profile is for people and SQL; only what an earlier version wrote has something in it that is not in the work.</summary>
    private static StateRow Row(SqliteStatement select)
    {
        var work = select.Bytes(1);
        return new(new(select.Long(0)), StoredEntity.NeedsProfile(work) ? select.Bytes(2) : default, work);
    }

    private List<StateRow> LoadStates(SqliteFile file, EntityId[] ids, StatePlace[] places)
    {
        var rows = new List<StateRow>(ids.Length);
        using var fromRow = file.Prepare("SELECT profile, work FROM states WHERE id = ?");
        using var fromChunk = file.Prepare("SELECT shard_id, entries, bytes FROM state_deltas WHERE number = ?");
        for (var i = 0; i < ids.Length; i++)
        {
            var place = places[i];
            if (place.IsRemoved) continue;
            if (!place.IsRow && fromChunk.Begin().Bind(1, place.Chunk).Step())
            {
                var entries = fromChunk.Span(1);
                var bytes = fromChunk.Span(2);
                var count = StateChunk.Check(entries, bytes, place.Chunk, new((int)fromChunk.Long(0)), readers.Path);
                if (place.Slot >= count || StateChunk.Id(entries, place.Slot) != ids[i]) throw StateChunk.Damaged(readers.Path, place.Chunk, ids[i].Home);
                rows.Add(StateChunk.Row(entries, bytes, place.Slot));
                continue;
            }
            if (!place.IsRow && deltas.Find(ids[i]) == place) throw StateChunk.Damaged(readers.Path, place.Chunk, ids[i].Home);
            if (fromRow.Begin().Bind(1, ids[i].Value).Step()) rows.Add(new(ids[i], fromRow.Bytes(0), fromRow.Bytes(1)));
        }
        return rows;
    }
}
