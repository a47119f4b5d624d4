using Npgsql;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Postgres;
using Tandem.Storage.Postgres.States;

namespace Tandem.Storage.Backups;

/// <summary>Puts a backup's records into the tables of a database, each part as one stream of rows.</summary>
internal sealed class DatabaseRows(NpgsqlConnection connection, BackupHeader header) : IDisposable
{
    private readonly long[] taken = new long[header.Shards];
    private readonly DatabaseJournal journal = new(header.Shards);
    private BackupPart part;
    private NpgsqlBinaryImporter? rows;
    private Instant lastAt;
    private long lastMessage;

    public void Write(BackupPart of, ReadOnlyMemory<byte> records)
    {
        if (of == BackupPart.Shards)
        {
            foreach (var record in new RecordReader(records)) PutShard(StoredShard.Read(record));
            return;
        }
        if (rows is null || of != part) Begin(of);
        foreach (var record in new RecordReader(records)) Put(record);
    }

    /// <summary>Ends the last part, and says what the shards and sequences must know.</summary>
    public void Finish()
    {
        End();
        connection.Read(
            "UPDATE shards s SET taken = greatest(n.taken, s.position), at = $2 FROM (SELECT place - 1 AS shard_id, taken FROM unnest($1::bigint[]) WITH ORDINALITY AS u(taken, place)) n WHERE s.shard_id = n.shard_id RETURNING 1",
            to => to.Longs(taken).Long(lastAt.Micros), _ => true);
        // Positions are given in steps, and none may be given twice.
        connection.Read("SELECT setval('positions', $1, false)", to => to.Long(1 + (header.Last.Value / PostgresSchema.PositionsPerTurn + 1) * PostgresSchema.PositionsPerTurn), _ => true);
        if (lastMessage > 0) Execute($"ALTER TABLE messages ALTER number RESTART WITH {lastMessage + 1}");
        Execute("ANALYZE");
    }

    public void Dispose() => rows?.Dispose();

    private void Begin(BackupPart next)
    {
        End();
        part = next;
        rows = connection.BeginBinaryImport($"COPY {Table(next)} FROM STDIN (FORMAT BINARY)");
        rows.Timeout = TimeSpan.Zero;
    }

    private void End()
    {
        if (rows is null) return;
        journal.End(rows);
        rows.Complete();
        rows.Dispose();
        rows = null;
    }

    private static string Table(BackupPart part) => part switch
    {
        BackupPart.Counts => "counts(shard_id, name, value)",
        BackupPart.States => "states(shard_id, id, due, work)",
        BackupPart.Identities => "identities(shard_id, key, kind, value, owner)",
        BackupPart.Timeline => "timeline(shard_id, id, number, bytes)",
        BackupPart.Dispositions => "dispositions(shard_id, last, first_entry, last_entry, bytes)",
        BackupPart.Effects => "effects(shard_id, key, customer, at, payload)",
        BackupPart.Messages => "messages(number, key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, next, effect, content)",
        BackupPart.Suppressions => "suppressions(channel, address, reason, at, who)",
        BackupPart.Documents or BackupPart.Secrets => "documents(kind, name, version, bytes)",
        BackupPart.Streams => "streams(name, last)",
        BackupPart.Log => "log(stream, number, at, bytes)",
        BackupPart.Journal or BackupPart.Waiting => "journal(shard_id, sent, entries, first, at, payload)",
        _ => throw new InvalidOperationException($"{part} is no table."),
    };

    private void Put(ReadOnlyMemory<byte> record)
    {
        switch (part)
        {
            case BackupPart.Counts:
                var count = StoredCount.Read(record);
                Row().Int(count.Shard.Value).Text(count.Name).Decimal(count.Value);
                break;
            case BackupPart.States:
                var state = StoredState.Read(record);
                Row().Int(state.Id.Home.Value).Long(state.Id.Value).Long(state.Due?.Micros ?? StateChunk.NotDue).Bytes(state.Work);
                break;
            case BackupPart.Identities:
                var stored = StoredIdentity.Read(record);
                var identity = new Identity(stored.Kind, stored.Value);
                Row().Int(identity.Shard(header.Shards).Value).Long((long)identity.Hash).Text(stored.Kind).Text(stored.Value).Long(stored.Owner.Value);
                break;
            case BackupPart.Timeline:
                var timeline = StoredTimeline.Read(record);
                Row().Int(timeline.Id.Home.Value).Long(timeline.Id.Value).Int(timeline.Number).Bytes(timeline.Bytes);
                break;
            case BackupPart.Dispositions:
                var chunk = StoredDispositions.Read(record);
                // A folder does not say whose they are, and nobody asks: the shard only spreads the rows.
                Row().Int((int)(chunk.Last.Value % header.Shards)).Long(chunk.Last.Value).Long(chunk.FirstEntry.Value).Long(chunk.LastEntry.Value).Bytes(chunk.Bytes);
                break;
            case BackupPart.Effects:
                var effect = StoredEffect.Read(record);
                Row().Int(effect.Customer.Home.Value).Text(effect.Key).Long(effect.Customer.Value).Long(effect.At.Micros).Bytes(effect.Payload);
                break;
            case BackupPart.Messages:
                PutMessage(StoredMessage.Read(record));
                break;
            case BackupPart.Suppressions:
                var one = StoredSuppression.Read(record);
                Row().Text(one.Channel).Text(one.Address).Text(one.Reason).Long(one.At.Micros).Text(one.By);
                break;
            case BackupPart.Documents:
                var document = StoredDocument.Read(record);
                Row().Text(document.Key.Kind).Text(document.Key.Name).Long(document.Version).Bytes(document.Bytes);
                break;
            case BackupPart.Streams:
                var stream = StoredStream.Read(record);
                Row().Text(stream.Name).Long(stream.Last);
                break;
            case BackupPart.Log:
                var log = StoredLogRecord.Read(record);
                Row().Text(log.Stream).Long(log.Number).Long(log.At.Micros).Bytes(log.Bytes);
                break;
            case BackupPart.Secrets:
                var secret = StoredSecret.Read(record);
                Row().Text(StoredSecret.Kind).Text(secret.Name).Long(1).Bytes(secret.Bytes);
                break;
            case BackupPart.Journal:
                PutEntry(StoredEntry.Read(record));
                break;
            case BackupPart.Waiting:
                var (isSent, arrival) = StoredArrival.Read(record);
                journal.Wait(rows!, arrival, isSent);
                break;
        }
    }

    private void PutMessage(StoredMessage one)
    {
        lastMessage = Math.Max(lastMessage, one.Number);
        var row = Row().Long(one.Number).Text(one.Key).Long(one.Customer).Int(one.Status).Text(one.Address).Text(one.Subject).Text(one.Template).Text(one.Origin).Text(one.Detail)
            .Int(one.Attempts).Text(one.Via).Bool(one.Outside).Bool(one.Repeatable);
        if (one.Next == 0) row.None();
        else row.Long(one.Next);
        row.Bytes(one.Effect).Bytes(one.Content);
    }

    private void PutEntry(in Entry entry)
    {
        if ((uint)entry.Shard.Value >= (uint)header.Shards) throw new BackupRefusedException($"Position {entry.Position} of the journal is of shard {entry.Shard}, and there are {header.Shards}.");
        taken[entry.Shard.Value] = Math.Max(taken[entry.Shard.Value], entry.Position.Value);
        if (entry.At > lastAt) lastAt = entry.At;
        journal.Add(rows!, entry);
    }

    private void PutShard(StoredShard shard) => connection.Read(
        "UPDATE shards SET position = $2, head = $3 WHERE shard_id = $1 RETURNING 1", to => to.Int(shard.Shard.Value).Long(shard.Position.Value).Bytes(shard.Head), _ => true);

    private NpgsqlBinaryImporter Row()
    {
        rows!.StartRow();
        return rows;
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
