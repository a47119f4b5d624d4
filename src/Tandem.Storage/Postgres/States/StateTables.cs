using Npgsql;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>
/// Where states lie: each in its row, or in a newer form in a chunk that a checkpoint wrote (<c>state_chunks</c>), until a merge puts
/// it into its row. Knows the places of those in chunks. Thread-safe.
/// </summary>
/// <remarks>
/// Whoever reads asks for places first and reads chunks and then rows after that, each statement in a later moment. A chunk that is
/// not there any more was merged, and its states are in their rows by then; a row is never older than what was known before.
/// </remarks>
internal sealed class StateTables(int shardCount)
{
    private readonly ShardChunks[] shards = [.. Enumerable.Range(0, shardCount).Select(shard => new ShardChunks(new(shard)))];

    public ShardChunks this[ShardId shard] => shards[shard.Value];

    /// <summary>Learns of what others have committed since the last time.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public void Refresh(NpgsqlConnection connection, IEnumerable<ShardId> of)
    {
        int[] asked = [.. of.Select(shard => shard.Value).Distinct().Where(shard => (uint)shard < (uint)shardCount)];
        if (asked.Length == 0) return;
        var rows = connection.Read(
            """
            SELECT n.shard_id, m.upto, c.number, c.entries FROM unnest($1::int[], $2::bigint[]) AS n(shard_id, last)
            JOIN state_merges m ON m.shard_id = n.shard_id LEFT JOIN state_chunks c ON c.shard_id = n.shard_id AND c.number > n.last ORDER BY n.shard_id, c.number
            """,
            to => to.Ints(asked).Longs([.. asked.Select(shard => shards[shard].Last)]),
            row => (Shard: row.GetInt32(0), Merged: row.GetInt64(1), Number: row.IsDBNull(2) ? 0 : row.GetInt64(2), Entries: row.IsDBNull(2) ? [] : row.Blob(3)));
        foreach (var shard in rows.GroupBy(row => row.Shard))
        {
            shards[shard.Key].Merged(shard.First().Merged);
            shards[shard.Key].Add([.. shard.Where(row => row.Number > 0).Select(row => (row.Number, (ReadOnlyMemory<byte>)row.Entries))]);
        }
    }

    /// <summary>Stored states in order of id, those of one shard all at one moment, with all that is committed when this is called.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public List<StateRow> LoadNew(NpgsqlConnection connection, IReadOnlyCollection<EntityId> ids)
    {
        while (true)
        {
            Refresh(connection, ids.Select(id => id.Home));
            var (found, known) = LoadKnown(connection, ids);
            if (ids.Count == 1 || !HasMore(connection, known)) return found;
        }
    }

    /// <summary>Stored states in order of id, as they were when their places were learnt of, or newer.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public List<StateRow> Load(NpgsqlConnection connection, IEnumerable<EntityId> ids) => LoadKnown(connection, ids).Found;

    /// <returns>With the newest chunk of each shard that was known when the places were looked up.</returns>
    private (List<StateRow> Found, Dictionary<int, long> Known) LoadKnown(NpgsqlConnection connection, IEnumerable<EntityId> ids)
    {
        var (found, inChunks, inRows, known) = (new List<StateRow>(), new List<(EntityId Id, ChunkPlace Place)>(), new List<EntityId>(), new Dictionary<int, long>());
        foreach (var shard in ids.Where(id => (uint)id.Home.Value < (uint)shardCount).GroupBy(id => id.Home.Value))
        {
            var (places, last) = shards[shard.Key].Find(shard);
            known.Add(shard.Key, last);
            inRows.AddRange(places.Where(state => state.Place.IsRow).Select(state => state.Id));
            inChunks.AddRange(places.Where(state => state.Place is { IsRow: false, IsRemoved: false }));
        }
        if (inChunks.Count > 0) AddFromChunks(connection, inChunks, found, inRows);
        var homes = inRows.GroupBy(id => id.Home).ToList();
        if (homes.Count == 1)
            found.AddRange(connection.Read(
                "SELECT id, work FROM states WHERE shard_id = $1 AND id = ANY($2)", to => to.Int(homes[0].Key.Value).Longs([.. homes[0].Select(id => id.Value)]),
                row => new StateRow(new(row.GetInt64(0)), default, row.Blob(1))));
        else if (homes.Count > 1)
            found.AddRange(connection.Read(
                "SELECT s.id, s.work FROM unnest($1::int[], $2::bigint[]) AS n(shard_id, id) JOIN states s ON s.shard_id = n.shard_id AND s.id = n.id",
                to => to.Ints([.. inRows.Select(id => id.Home.Value)]).Longs([.. inRows.Select(id => id.Value)]), row => new StateRow(new(row.GetInt64(0)), default, row.Blob(1))));
        found.Sort((left, right) => left.Id.CompareTo(right.Id));
        return (found, known);
    }

    /// <summary>When states are due; one that is not is left out.</summary>
    public Dictionary<EntityId, long> LoadDue(NpgsqlConnection connection, IEnumerable<EntityId> ids)
    {
        var (due, ofRows) = (new Dictionary<EntityId, long>(), new List<EntityId>());
        foreach (var id in ids)
        {
            var place = shards[id.Home.Value].Find(id);
            if (place.IsRow || place.Due == StateChunk.KeepDue) ofRows.Add(id);
            else if (place.Due != StateChunk.NotDue) due.Add(id, place.Due);
        }
        foreach (var shard in ofRows.GroupBy(id => id.Home))
            foreach (var (id, when) in connection.Read(
                "SELECT id, due FROM states WHERE shard_id = $1 AND id = ANY($2) AND due < $3", to => to.Int(shard.Key.Value).Longs([.. shard.Select(id => id.Value)]).Long(StateChunk.NotDue),
                row => (Id: new EntityId(row.GetInt64(0)), Due: row.GetInt64(1)))) due.Add(id, when);
        return due;
    }

    /// <summary>Ids of a shard's stored states after one, in order.</summary>
    public List<EntityId> LoadIds(NpgsqlConnection connection, ShardId shard, EntityId after, int max)
    {
        var (inChunks, upTo) = shards[shard.Value].After(after, max);
        var rows = connection.Read(
            "SELECT id FROM states WHERE shard_id = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT $4",
            to => to.Int(shard.Value).Long(after.Value).Long(upTo?.Value ?? long.MaxValue).Int(max + inChunks.Count), row => new EntityId(row.GetInt64(0)));
        var removed = inChunks.Where(state => state.IsRemoved).Select(state => state.Id).ToHashSet();
        var ids = new SortedSet<EntityId>(inChunks.Where(state => !state.IsRemoved).Select(state => state.Id));
        ids.UnionWith(rows.Where(id => !removed.Contains(id)));
        return [.. ids.Take(max)];
    }

    /// <summary>Ids of the stored states of several shards after one and up to another, in order, with all that is committed when this is called.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public List<EntityId> LoadIdsBetween(NpgsqlConnection connection, EntityId after, EntityId upTo, int max)
    {
        var (first, last) = (after.Home.Value, Math.Min(upTo.Home.Value, shardCount - 1));
        Refresh(connection, Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(shard => new ShardId(shard)));
        var (inChunks, present, end) = (new List<(EntityId Id, bool IsRemoved)>(), 0, upTo);
        for (var shard = first; shard <= last && present < max; shard++)
        {
            var (some, cut) = shards[shard].After(after, max - present);
            inChunks.AddRange(some.TakeWhile(state => state.Id.CompareTo(upTo) <= 0));
            present += some.Count(state => !state.IsRemoved);
            if (cut is { } here && here.CompareTo(end) < 0) end = here;
        }
        var rows = connection.Read(
            "SELECT id FROM states WHERE shard_id >= $1 AND shard_id <= $2 AND (shard_id, id) > ($1, $3) AND id <= $4 ORDER BY shard_id, id LIMIT $5",
            to => to.Int(first).Int(end.Home.Value).Long(after.Value).Long(end.Value).Int(max + inChunks.Count), row => new EntityId(row.GetInt64(0)));
        var removed = inChunks.Where(state => state.IsRemoved).Select(state => state.Id).ToHashSet();
        var ids = new SortedSet<EntityId>(inChunks.Where(state => !state.IsRemoved).Select(state => state.Id));
        ids.UnionWith(rows.Where(id => !removed.Contains(id)));
        return [.. ids.Take(max)];
    }

    /// <summary>All timers of a shard.</summary>
    public List<TimerRow> LoadTimers(NpgsqlConnection connection, ShardId shard)
    {
        var inChunks = shards[shard.Value].All();
        var due = connection.Read(
            "SELECT id, due FROM states WHERE shard_id = $1 AND due < $2", to => to.Int(shard.Value).Long(StateChunk.NotDue),
            row => (Id: new EntityId(row.GetInt64(0)), Due: row.GetInt64(1))).ToDictionary(row => row.Id, row => row.Due);
        foreach (var (id, place) in inChunks)
        {
            if (place.IsRemoved || place.Due == StateChunk.NotDue) due.Remove(id);
            else if (place.Due != StateChunk.KeepDue) due[id] = place.Due;
        }
        return [.. due.Select(timer => new TimerRow(timer.Key, new Instant(timer.Value)))];
    }

    /// <summary>Whether something is or was merged that was not known: rows may be newer than what was read from chunks.</summary>
    /// <param name="known">The newest chunk of each shard that was known before.</param>
    private static bool HasMore(NpgsqlConnection connection, Dictionary<int, long> known) => connection.Read(
        "SELECT 1 FROM state_merges m JOIN unnest($1::int[], $2::bigint[]) AS n(shard_id, last) ON m.shard_id = n.shard_id AND m.begun > n.last LIMIT 1",
        to => to.Ints([.. known.Keys]).Longs([.. known.Values]), _ => true).Count > 0;

    /// <param name="gone">Is told of those whose chunk is not there any more.</param>
    private static void AddFromChunks(NpgsqlConnection connection, List<(EntityId Id, ChunkPlace Place)> asked, List<StateRow> into, List<EntityId> gone)
    {
        var works = new byte[]?[asked.Count];
        connection.Read(
            """
            SELECT n.place, substring(c.bytes FROM n.start + 1 FOR n.length) FROM unnest($1::int[], $2::bigint[], $3::int[], $4::int[]) WITH ORDINALITY AS n(shard_id, number, start, length, place)
            JOIN state_chunks c ON c.shard_id = n.shard_id AND c.number = n.number
            """,
            to => to.Ints([.. asked.Select(state => state.Id.Home.Value)]).Longs([.. asked.Select(state => state.Place.Chunk)])
                .Ints([.. asked.Select(state => state.Place.Start)]).Ints([.. asked.Select(state => state.Place.Length)]),
            row => works[row.GetInt64(0) - 1] = row.Blob(1));
        for (var at = 0; at < asked.Count; at++)
        {
            var (id, place) = asked[at];
            if (works[at] is not { } work) gone.Add(id);
            else if (work.Length != place.Length) throw StateChunk.Damaged(place.Chunk, id.Home);
            else into.Add(new(id, default, work));
        }
    }
}
