using Npgsql;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Postgres;

namespace Tandem.Storage.Backups;

/// <summary>
/// The rows of a database's journal, made of single entries: a row has entries of one shard whose positions follow one another,
/// with the same time. Entries of a folder alternate between shards, so that most are a row of their own.
/// </summary>
internal sealed class DatabaseJournal(int shards)
{
    private readonly ByteWriter block = new();
    private ShardId shard;
    private Position? first;
    private Instant at;
    private bool isSent;
    private int count;

    /// <summary>An entry that has its position.</summary>
    public void Add(NpgsqlBinaryImporter to, in Entry entry)
    {
        if (count > 0 && (entry.Shard != shard || entry.At != at || first is not { } start || entry.Position.Value != start.Value + count || IsFull)) End(to);
        if (count == 0) Begin(entry.Shard, entry.Position, entry.At, sent: false);
        EntryBlock.Add(block, new(entry.Shard, entry.Kind, entry.Payload));
        count++;
    }

    /// <summary>One that waits for its position.</summary>
    public void Wait(NpgsqlBinaryImporter to, in Arrival arrival, bool sent)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)arrival.Shard.Value, (uint)shards, nameof(arrival));
        if (count > 0 && (arrival.Shard != shard || first is not null || sent != isSent || IsFull)) End(to);
        if (count == 0) Begin(arrival.Shard, null, default, sent);
        EntryBlock.Add(block, arrival);
        count++;
    }

    /// <summary>Writes the row that is begun.</summary>
    public void End(NpgsqlBinaryImporter to)
    {
        if (count == 0) return;
        to.StartRow();
        to.Int(shard.Value).Bool(isSent).Int(count);
        if (first is { } start) to.Long(start.Value).Long(at.Micros);
        else to.None().None();
        to.Bytes(EntryBlock.End(block, shard));
        count = 0;
    }

    private bool IsFull => count >= EntryBlock.MaxEntries || block.Length >= EntryBlock.TargetSize;

    private void Begin(ShardId of, Position? position, Instant time, bool sent)
    {
        (shard, first, at, isSent) = (of, position, time, sent);
        EntryBlock.Begin(block);
    }
}
