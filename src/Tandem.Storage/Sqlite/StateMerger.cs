using System.Diagnostics;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Puts states that lie in chunks into their rows, shard by shard, in order of id: one write of a page then serves all
/// its rows that changed since the last time. A little with each step. Whatever happens in between, the chunks are there
/// until all their states are in rows, and count. Thread-safe.
/// </summary>
internal sealed class StateMerger(StateWriter writer, StateDeltas deltas, SqliteReaders readers, int shardCount, EmbeddedOptions options)
{
    /// <summary>How many chunks are taken away in one transaction.</summary>
    private const int ChunksAtOnce = 64;

    /// <summary>For how long the size of the states is taken to be what it was.</summary>
    private static readonly TimeSpan MeasuredFor = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly StateMerge merge = new();
    private readonly ByteWriter profile = new(4 << 10);
    private readonly Stopwatch sinceMeasured = new();
    private long enough;

    /// <summary>Does a little; false when there is nothing to do now.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged; it stays where it is.</exception>
    /// <exception cref="StorageFullException">There is no room; nothing is lost, and it may be tried again.</exception>
    public bool Step()
    {
        lock (gate)
        {
            if (merge.IsOver)
            {
                var (shard, bytes) = deltas.Largest();
                if (bytes == 0 || bytes < Enough() && deltas.Idle < options.MergeIdle) return false;
                merge.Begin(readers, deltas, shard);
                options.Merging(MergePoint.Begun);
            }
            else if (merge.Rows.Length > 0)
            {
                WriteRows();
                options.Merging(MergePoint.Written);
            }
            else
            {
                RemoveChunks();
                options.Merging(MergePoint.Removed);
            }
            return true;
        }
    }

    /// <summary>Merges all that lies in chunks now, so that no earlier form of a state is left in one.</summary>
    /// <inheritdoc cref="Step"/>
    public void MergeAll()
    {
        var upTo = deltas.Last;
        while (deltas.Oldest is var oldest && oldest > 0 && oldest <= upTo)
        {
            lock (gate)
            {
                if (merge.IsOver) merge.Begin(readers, deltas, deltas.ShardOf(oldest));
                while (merge.Rows.Length > 0) WriteRows();
                while (!merge.IsOver) RemoveChunks();
            }
        }
    }

    /// <summary>
    /// Where merging does not keep up, does more of it than a checkpoint of so many states adds to it. Before that
    /// checkpoint, so that no room for this means nothing was changed.
    /// </summary>
    /// <inheritdoc cref="Step"/>
    public void Relieve(int states)
    {
        if (deltas.Bytes < shardCount * Math.Max(Volatile.Read(ref enough), options.MergeBytes)) return;
        for (var steps = 2 * (1 + states / options.MergeRows); steps > 0 && Step(); steps--)
        {
        }
    }

    private void WriteRows()
    {
        var rows = merge.Rows[..Math.Min(options.MergeRows, merge.Rows.Length)];
        writer.Transact(file =>
        {
            var write = file.Prepare("INSERT OR REPLACE INTO states(id, profile, work) VALUES(?, ?, ?)");
            var remove = file.Prepare("DELETE FROM states WHERE id = ?");
            foreach (var row in rows.Span)
            {
                if (row.Place.IsRemoved) remove.Begin().Bind(1, row.Id.Value).Run();
                else write.Begin().Bind(1, row.Id.Value).Bind(2, ProfileOf(row)).Bind(3, merge.WorkOf(row).Span).Run();
            }
        });
        merge.Written(rows.Length);
        // Not before all of them: a merge that is cut short is begun anew with what is still in chunks.
        if (merge.Rows.IsEmpty) deltas.Merged(merge.All);
    }

    /// <summary>What people and SQL read, made here, once for all checkpoints that changed the state since the last merge.</summary>
    private ReadOnlySpan<byte> ProfileOf(in StateMerge.Row row)
    {
        if (row.Profile > 0) return merge.ProfileOf(row);
        profile.Clear();
        StoredEntity.Read(new(row.Id, default, merge.WorkOf(row))).WriteProfile(profile);
        return profile.Span;
    }

    /// <summary>Oldest first, so that after a crash in between no older form of a state counts.</summary>
    private void RemoveChunks()
    {
        var chunks = merge.Chunks[..Math.Min(ChunksAtOnce, merge.Chunks.Length)];
        writer.Transact(file =>
        {
            var remove = file.Prepare("DELETE FROM state_deltas WHERE number = ?");
            foreach (var chunk in chunks.Span) remove.Begin().Bind(1, chunk.Number).Run();
        });
        deltas.Remove(chunks.Span[0].Shard, chunks.Length);
        merge.Removed(chunks.Length);
    }

    /// <summary>
    /// How much in chunks is worth a merge: about as much as a shard's rows have. With less, a page is written for fewer
    /// rows; with more, the file and what is in memory grow, and little is won.
    /// </summary>
    private long Enough()
    {
        if (sinceMeasured.IsRunning && sinceMeasured.Elapsed < MeasuredFor) return enough;
        sinceMeasured.Restart();
        var size = readers.Read(file => (file.Scalar("PRAGMA page_count") - file.Scalar("PRAGMA freelist_count")) * file.Scalar("PRAGMA page_size"));
        Volatile.Write(ref enough, Math.Clamp((size - deltas.Bytes) / shardCount, options.MergeBytes, options.MaxMergeBytes));
        return enough;
    }
}
