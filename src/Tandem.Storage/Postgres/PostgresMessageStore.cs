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

    public IReadOnlyCollection<MessageRecord> Write(IReadOnlyCollection<MessageRecord> messages)
    {
        if (messages.Count == 0) return [];
        return PostgresFaults.Run<IReadOnlyCollection<MessageRecord>>(() =>
        {
            using var connection = database.OpenConnection();
            using var transaction = connection.BeginTransaction();
            var possible = Possible(connection, messages);
            if (possible.Count == 0) return [];
            using var batch = connection.CreateBatch();
            foreach (var message in possible) Put(batch, message);
            batch.ExecuteNonQuery();
            transaction.Commit();
            return possible.Where((_, place) => batch.BatchCommands[place].RecordsAffected > 0).ToList();
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

    public int? Erase(IReadOnlyCollection<EntityId> customers, bool cutShort) => PostgresFaults.Run<int?>(() =>
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var found = connection.Read($"SELECT {Columns} FROM messages WHERE customer = ANY($1) FOR UPDATE", to => to.Longs([.. customers.Select(customer => customer.Value)]), Message)
            .Where(message => !message.Effect.IsErased).ToList();
        if (!cutShort && found.Exists(message => message.Status == MessageStatus.Sending)) return null;
        if (found.Count == 0) return 0;
        using var batch = connection.CreateBatch();
        foreach (var left in found.Select(message => message.Erased(ContactPolicy.Erased)))
            batch.Add("UPDATE messages SET status = $2, address = '', subject = '', detail = $3, next = NULL, effect = $4, content = $5 WHERE number = $1")
                .Long(left.Number).Int((int)left.Status).Text(left.Detail).Bytes(left.Effect.ToBytes()).Bytes(left.Content!.ToBytes());
        batch.ExecuteNonQuery();
        transaction.Commit();
        return found.Count;
    });

    /// <summary>
    /// What may be written. An attempt is recorded before it is made, and only by whoever has the lease: a process that slept
    /// through it must not send. A message that nobody wrote yet is written while its effect waits: that of a customer who
    /// was erased meanwhile is not.
    /// </summary>
    private List<MessageRecord> Possible(NpgsqlConnection connection, IReadOnlyCollection<MessageRecord> messages)
    {
        string[] keys = [.. messages.Select(message => PostgresText.Write(message.Effect.Key))];
        // Locked until the end, so that a turn that takes one away comes before this or after it.
        var waiting = connection.Read(
                "SELECT key, lease_node = $2 AND lease_until > clock_timestamp() FROM effects WHERE key = ANY($1) FOR UPDATE", to => to.Texts(keys).Id(node),
                row => (Key: PostgresText.Read(row.GetString(0)), IsMine: !row.IsDBNull(1) && row.GetBoolean(1)))
            .ToDictionary(one => one.Key, one => one.IsMine);
        var attempts = messages.Where(message => message.Status == MessageStatus.Sending).ToList();
        var others = attempts.Count(message => !waiting.GetValueOrDefault(message.Effect.Key));
        if (others > 0) throw new StorageUnavailableException($"Another process sends {others} of {attempts.Count} messages now; nothing was attempted here.");
        if (messages.All(message => waiting.ContainsKey(message.Effect.Key))) return [.. messages];
        var known = connection.Read("SELECT key FROM messages WHERE key = ANY($1)", to => to.Texts(keys), row => PostgresText.Read(row.GetString(0))).ToHashSet();
        return [.. messages.Where(message => waiting.ContainsKey(message.Effect.Key) || known.Contains(message.Effect.Key))];
    }

    private static void Put(NpgsqlBatch batch, MessageRecord message)
    {
        var effect = message.Effect;
        // Whoever had one in hand while its customer was erased changes nothing of what is left, and neither does a sender that
        // slept through its lease once another one has made a further attempt, or knows better than that the end is uncertain.
        // What has its end is not put off again: its effect has left the outbox, or is about to, and nobody would send it.
        batch.Add($"""
            INSERT INTO messages(key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, next, effect, content)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nullif($13, 0), $14, $15)
            ON CONFLICT (key) DO UPDATE SET status = excluded.status, subject = CASE WHEN messages.subject = '' THEN excluded.subject ELSE messages.subject END, detail = excluded.detail,
                attempts = excluded.attempts, via = excluded.via, outside = excluded.outside, repeatable = excluded.repeatable, next = excluded.next,
                content = CASE WHEN length(messages.content) = 0 THEN excluded.content ELSE messages.content END
            WHERE messages.detail <> '{ContactPolicy.Erased}' AND messages.attempts <= excluded.attempts
                AND NOT (excluded.status = {(int)MessageStatus.Uncertain} AND messages.status NOT IN ({(int)MessageStatus.Sending}, {(int)MessageStatus.Uncertain}))
                AND NOT (excluded.status = {(int)MessageStatus.Queued} AND messages.status NOT IN ({(int)MessageStatus.Queued}, {(int)MessageStatus.Sending}))
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
