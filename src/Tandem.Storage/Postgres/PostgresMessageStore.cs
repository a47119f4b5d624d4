using Npgsql;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.Policies;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres;

/// <summary>Messages of all processes. Who may write which is the sender's lease of its part of the outbox.</summary>
internal sealed class PostgresMessageStore(NpgsqlDataSource database, Guid node, TimeSpan lease) : IMessageStore
{
    private const string Columns = "number, status, detail, attempts, via, outside, repeatable, next, effect, content";

    public IReadOnlyList<MessageRecord> Find(IReadOnlyCollection<string> keys) =>
        database.Read($"SELECT {Columns} FROM messages WHERE key = ANY($1)", to => to.Texts([.. keys.Select(PostgresText.Write)]), Message);

    /// <summary>Leased to this sender, as what the outbox gives.</summary>
    public IReadOnlyList<MessageRecord> Due(Instant now, int max)
    {
        if (max <= 0) return [];
        var keys = database.Read(
            """
            UPDATE effects e SET lease_node = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
            FROM (
                SELECT w.shard_id, w.key FROM messages m JOIN effects w ON w.key = m.key
                WHERE m.next <= $3 AND (w.lease_until IS NULL OR w.lease_until < clock_timestamp() OR w.lease_node = $1) ORDER BY m.next LIMIT $4 FOR UPDATE OF w SKIP LOCKED) free
            WHERE e.shard_id = free.shard_id AND e.key = free.key RETURNING e.key
            """,
            to => to.Id(node).Double(lease.TotalSeconds).Long(now.Micros).Int(max), row => PostgresText.Read(row.GetString(0)));
        return keys.Count == 0 ? [] : [.. Find(keys).Where(message => message.NextAttempt <= now).OrderBy(message => message.NextAttempt)];
    }

    public void Write(IReadOnlyCollection<MessageRecord> messages)
    {
        if (messages.Count == 0) return;
        PostgresFaults.Run(() =>
        {
            using var connection = database.OpenConnection();
            using var transaction = connection.BeginTransaction();
            CheckLease(connection, [.. messages.Where(message => message.Status == MessageStatus.Sending).Select(message => PostgresText.Write(message.Effect.Key))]);
            using var batch = connection.CreateBatch();
            foreach (var message in messages) Put(batch, message);
            batch.ExecuteNonQuery();
            transaction.Commit();
            return true;
        });
    }

    public IReadOnlyList<MessageRecord> List(MessageQuery query) => database.Read(
        $"""
        SELECT {Columns} FROM messages WHERE number < $1 AND (cardinality($2::int[]) = 0 OR status = ANY($2)) AND (cardinality($3::bigint[]) = 0 OR customer = ANY($3))
        AND ($4 = '' OR address ILIKE $5 OR subject ILIKE $5 OR template = $4 OR origin = $4) ORDER BY number DESC LIMIT $6
        """,
        to => to.Long(query.Before).Ints([.. query.Statuses.Select(status => (int)status)]).Longs([.. query.Customers.Select(customer => customer.Value)])
            .Text(PostgresText.Write(query.Search)).Text($"%{Escaped(PostgresText.Write(query.Search))}%").Int(query.Max),
        Message);

    public MessageRecord? Read(long number) =>
        database.Read($"SELECT {Columns} FROM messages WHERE number = $1", to => to.Long(number), Message) is [var found] ? found : null;

    public MessageCounts Counts()
    {
        var counts = database.Read("SELECT status, count(*) FROM messages GROUP BY status", _ => { }, row => (Status: (MessageStatus)row.GetInt32(0), Count: row.GetInt64(1)))
            .ToDictionary(one => one.Status, one => one.Count);
        return new(
            Of(MessageStatus.Queued) + Of(MessageStatus.Sending), Of(MessageStatus.Sent), Of(MessageStatus.Failed), Of(MessageStatus.Withheld), Of(MessageStatus.Bounced), Of(MessageStatus.Uncertain));

        long Of(MessageStatus status) => counts.GetValueOrDefault(status);
    }

    public int? Erase(IReadOnlyCollection<EntityId> customers) => PostgresFaults.Run<int?>(() =>
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var found = connection.Read($"SELECT {Columns} FROM messages WHERE customer = ANY($1) FOR UPDATE", to => to.Longs([.. customers.Select(customer => customer.Value)]), Message)
            .Where(message => !message.Effect.IsErased).ToList();
        if (found.Exists(message => message.Status == MessageStatus.Sending)) return null;
        if (found.Count == 0) return 0;
        using var batch = connection.CreateBatch();
        foreach (var message in found)
            batch.Add("UPDATE messages SET status = $2, address = '', subject = '', detail = $3, next = NULL, effect = $4, content = $5 WHERE number = $1")
                .Long(message.Number).Int((int)(message.Status == MessageStatus.Queued ? MessageStatus.Withheld : message.Status)).Text(ContactPolicy.Erased)
                .Bytes(message.Effect.Erased().ToBytes()).Bytes(new MessageContent("", "", null, "", []).ToBytes());
        batch.ExecuteNonQuery();
        transaction.Commit();
        return found.Count;
    });

    /// <summary>An attempt is recorded before it is made, and only by whoever has the lease: a process that slept through it must not send.</summary>
    private void CheckLease(NpgsqlConnection connection, string[] keys)
    {
        if (keys.Length == 0) return;
        var leased = connection.Read(
            "SELECT key FROM effects WHERE key = ANY($1) AND lease_node = $2 AND lease_until > clock_timestamp() FOR UPDATE", to => to.Texts(keys).Id(node), row => row.GetString(0));
        if (leased.Count < keys.Length) throw new StorageUnavailableException($"Another process sends {keys.Length - leased.Count} of {keys.Length} messages now; nothing was attempted here.");
    }

    private static void Put(NpgsqlBatch batch, MessageRecord message)
    {
        var effect = message.Effect;
        batch.Add("""
            INSERT INTO messages(key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, next, effect, content)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nullif($13, 0), $14, $15)
            ON CONFLICT (key) DO UPDATE SET status = excluded.status, subject = CASE WHEN messages.subject = '' THEN excluded.subject ELSE messages.subject END, detail = excluded.detail,
                attempts = excluded.attempts, via = excluded.via, outside = excluded.outside, repeatable = excluded.repeatable, next = excluded.next,
                content = CASE WHEN length(messages.content) = 0 THEN excluded.content ELSE messages.content END
            """)
            .Text(PostgresText.Write(effect.Key)).Long(effect.Customer.Value).Int((int)message.Status).Text(PostgresText.Write(effect.Address ?? "")).Text(PostgresText.Write(message.Content?.Subject ?? ""))
            .Text(PostgresText.Write(effect.Template)).Text(PostgresText.Write(effect.OriginName)).Text(PostgresText.Write(message.Detail)).Int(message.Attempts).Text(message.Via)
            .Bool(message.Outside).Bool(message.Repeatable).Long(message.NextAttempt?.Micros ?? 0).Bytes(effect.ToBytes()).Bytes(message.Content is { } content ? content.ToBytes() : []);
    }

    private static MessageRecord Message(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Status = (MessageStatus)row.GetInt32(1),
        Detail = PostgresText.Read(row.GetString(2)),
        Attempts = row.GetInt32(3),
        Via = row.GetString(4),
        Outside = row.GetBoolean(5),
        Repeatable = row.GetBoolean(6),
        NextAttempt = row.IsDBNull(7) ? null : new Instant(row.GetInt64(7)),
        Effect = MessageEffect.Read(row.Blob(8)),
        Content = row.Blob(9) is { Length: > 0 } content ? MessageContent.Read(content) : null,
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
