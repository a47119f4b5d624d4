using System.Globalization;
using Tandem.Engine.Identities;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>Puts a backup's records into <c>state.db</c>, as checkpoints and merges would have left them.</summary>
internal sealed class StateRows : RestoredFile
{
    private readonly ByteWriter profile = new(4 << 10);

    public StateRows(SqliteFile file, Position folded) : base(file)
    {
        Row();
        file.Prepare("INSERT OR REPLACE INTO marks(name, value) VALUES('folded', ?)").Begin().Bind(1, folded.Value).Run();
    }

    public void Write(BackupPart part, ReadOnlyMemory<byte> records)
    {
        foreach (var record in new RecordReader(records))
        {
            Row();
            Put(part, record);
        }
    }

    private void Put(BackupPart part, ReadOnlyMemory<byte> record)
    {
        switch (part)
        {
            case BackupPart.Shards:
                var shard = StoredShard.Read(record);
                File.Prepare("INSERT INTO shards(shard_id, position, head) VALUES(?, ?, ?)").Begin().Bind(1, shard.Shard.Value).Bind(2, shard.Position.Value).Bind(3, shard.Head.Span).Run();
                break;
            case BackupPart.Counts:
                var count = StoredCount.Read(record);
                File.Prepare("INSERT INTO counts(shard_id, name, value) VALUES(?, ?, ?)").Begin()
                    .Bind(1, count.Shard.Value).Bind(2, count.Name).Bind(3, count.Value.ToString(CultureInfo.InvariantCulture)).Run();
                break;
            case BackupPart.States:
                Put(StoredState.Read(record));
                break;
            case BackupPart.Identities:
                Put(StoredIdentity.Read(record));
                break;
            case BackupPart.Timeline:
                var timeline = StoredTimeline.Read(record);
                File.Prepare("INSERT INTO timeline(id, number, bytes) VALUES(?, ?, ?)").Begin().Bind(1, timeline.Id.Value).Bind(2, timeline.Number).Bind(3, timeline.Bytes.Span).Run();
                break;
            case BackupPart.Dispositions:
                var chunk = StoredDispositions.Read(record);
                File.Prepare("INSERT INTO dispositions(last, first_entry, last_entry, bytes) VALUES(?, ?, ?, ?)").Begin()
                    .Bind(1, chunk.Last.Value).Bind(2, chunk.FirstEntry.Value).Bind(3, chunk.LastEntry.Value).Bind(4, chunk.Bytes.Span).Run();
                break;
            case BackupPart.Effects:
                var effect = StoredEffect.Read(record);
                File.Prepare("INSERT INTO outbox(key, customer, at, payload) VALUES(?, ?, ?, ?)").Begin()
                    .Bind(1, effect.Key).Bind(2, effect.Customer.Value).Bind(3, effect.At.Micros).Bind(4, effect.Payload.Span).Run();
                break;
            default:
                throw new InvalidOperationException($"{part} is no part of the states.");
        }
    }

    private void Put(StoredState state)
    {
        profile.Clear();
        StoredEntity.Read(new(state.Id, default, state.Work)).WriteProfile(profile);
        File.Prepare("INSERT INTO states(id, profile, work) VALUES(?, ?, ?)").Begin().Bind(1, state.Id.Value).Bind(2, profile.Span).Bind(3, state.Work.Span).Run();
        if (state.Due is { } due)
            File.Prepare("INSERT INTO timers(shard_id, id, due) VALUES(?, ?, ?)").Begin().Bind(1, state.Id.Home.Value).Bind(2, state.Id.Value).Bind(3, due.Micros).Run();
    }

    /// <summary>At its hash, or at the next free key.</summary>
    private void Put(StoredIdentity identity)
    {
        var write = File.Prepare("INSERT INTO identities(key, kind, value, owner) VALUES(?, ?, ?, ?) ON CONFLICT(key) DO NOTHING");
        for (var key = (long)new Identity(identity.Kind, identity.Value).Hash; ; key = unchecked(key + 1))
        {
            write.Begin().Bind(1, key).Bind(2, identity.Kind).Bind(3, identity.Value).Bind(4, identity.Owner.Value).Run();
            if (File.Changes > 0) return;
        }
    }
}
