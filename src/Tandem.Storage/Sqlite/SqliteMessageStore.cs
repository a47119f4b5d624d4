using System.Text.Json;
using Tandem.Engine.Effects;
using Tandem.Engine.Policies;
using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>Messages in <c>delivery.db</c>: narrow rows to search, wide ones with effect and content beside them.</summary>
public sealed class SqliteMessageStore : IMessageStore
{
    private const string Row = "m.number, m.status, m.detail, m.attempts, m.via, m.outside, m.repeatable, m.next, b.effect, b.content";
    private const string From = " FROM messages m JOIN bodies b ON b.number = m.number ";

    private readonly DeliveryFile file;
    private readonly long[] counts = new long[(int)MessageStatus.Uncertain + 1];

    public SqliteMessageStore(DeliveryFile file)
    {
        this.file = file;
        lock (file.WriterGate)
        {
            using var rows = file.Writer.Prepare("SELECT status, count(*) FROM messages GROUP BY status").Begin();
            while (rows.Step()) counts[rows.Long(0)] = rows.Long(1);
        }
    }

    public IReadOnlyList<MessageRecord> Find(IReadOnlyCollection<string> keys)
    {
        var found = new List<MessageRecord>();
        lock (file.WriterGate)
        {
            foreach (var key in keys)
            {
                using var row = file.Writer.Prepare($"SELECT {Row}{From}WHERE m.key = ?").Begin().Bind(1, key);
                if (row.Step()) found.Add(Message(row));
            }
        }
        return found;
    }

    public IReadOnlyList<MessageRecord> Due(Instant now, int max)
    {
        lock (file.WriterGate)
        {
            using var rows = file.Writer.Prepare($"SELECT {Row}{From}WHERE m.next > 0 AND m.next <= ? ORDER BY m.next LIMIT ?").Begin().Bind(1, now.Micros).Bind(2, max);
            return Messages(rows);
        }
    }

    public IReadOnlyCollection<MessageRecord> Write(IReadOnlyCollection<MessageRecord> messages)
    {
        if (messages.Count == 0) return [];
        lock (file.WriterGate)
        {
            var changes = new long[counts.Length];
            file.Writer.Transact(() =>
            {
                foreach (var message in messages) Put(message, changes);
            });
            for (var status = 0; status < counts.Length; status++) Interlocked.Add(ref counts[status], changes[status]);
        }
        return messages;
    }

    public IReadOnlyList<MessageRecord> List(MessageQuery query)
    {
        var where = "m.number < ?1";
        if (query.Statuses.Count > 0) where += " AND m.status IN (SELECT value FROM json_each(?2))";
        if (query.Customers.Count > 0) where += " AND m.customer IN (SELECT value FROM json_each(?3))";
        if (query.Search.Length > 0) where += " AND (m.address LIKE ?4 ESCAPE '\\' OR m.subject LIKE ?4 ESCAPE '\\' OR m.template = ?5 OR m.origin = ?5)";
        lock (file.ReaderGate)
        {
            using var rows = file.Reader.Prepare($"SELECT {Row}{From}WHERE {where} ORDER BY m.number DESC LIMIT ?6").Begin().Bind(1, query.Before).Bind(6, query.Max);
            if (query.Statuses.Count > 0) rows.Bind(2, JsonSerializer.Serialize(query.Statuses.Select(status => (int)status)));
            if (query.Customers.Count > 0) rows.Bind(3, JsonSerializer.Serialize(query.Customers.Select(customer => customer.Value)));
            if (query.Search.Length > 0) rows.Bind(4, $"%{Escaped(query.Search)}%").Bind(5, query.Search);
            return Messages(rows);
        }
    }

    public MessageRecord? Read(long number)
    {
        lock (file.ReaderGate)
        {
            using var row = file.Reader.Prepare($"SELECT {Row}{From}WHERE m.number = ?").Begin().Bind(1, number);
            return row.Step() ? Message(row) : null;
        }
    }

    public int? Erase(IReadOnlyCollection<EntityId> customers, bool cutShort)
    {
        lock (file.WriterGate)
        {
            var found = new List<(long Number, MessageRecord Message)>();
            using (var rows = file.Writer.Prepare($"SELECT {Row}{From}WHERE m.customer IN (SELECT value FROM json_each(?))").Begin().Bind(1, JsonSerializer.Serialize(customers.Select(customer => customer.Value))))
                while (rows.Step()) found.Add((rows.Long(0), Message(rows)));
            if (!cutShort && found.Exists(one => one.Message.Status == MessageStatus.Sending)) return null;
            found.RemoveAll(one => one.Message.Effect.IsErased);
            if (found.Count == 0) return 0;
            file.Writer.Transact(() =>
            {
                foreach (var (number, message) in found) Erase(number, message);
            });
            foreach (var (_, message) in found)
            {
                Interlocked.Decrement(ref counts[(int)message.Status]);
                Interlocked.Increment(ref counts[(int)message.Erased(ContactPolicy.Erased).Status]);
            }
            return found.Count;
        }
    }

    public MessageCounts Counts() => new(
        Count(MessageStatus.Queued) + Count(MessageStatus.Sending), Count(MessageStatus.Sent), Count(MessageStatus.Failed),
        Count(MessageStatus.Withheld), Count(MessageStatus.Bounced), Count(MessageStatus.Uncertain));

    private long Count(MessageStatus status) => Interlocked.Read(ref counts[(int)status]);

    private void Put(MessageRecord message, long[] changes)
    {
        var effect = message.Effect;
        using var known = file.Writer.Prepare("SELECT number, status FROM messages WHERE key = ?").Begin().Bind(1, effect.Key);
        changes[(int)message.Status]++;
        if (!known.Step())
        {
            Insert(message);
            return;
        }
        var number = known.Long(0);
        changes[known.Long(1)]--;
        file.Writer.Prepare("UPDATE messages SET status = ?2, subject = CASE WHEN subject = '' THEN ?3 ELSE subject END, detail = ?4, attempts = ?5, via = ?6, outside = ?7, repeatable = ?8, next = ?9 WHERE number = ?1")
            .Begin().Bind(1, number).Bind(2, (long)message.Status).Bind(3, message.Content?.Subject ?? "").Bind(4, message.Detail).Bind(5, message.Attempts)
            .Bind(6, message.Via).Bind(7, message.Outside ? 1 : 0).Bind(8, message.Repeatable ? 1 : 0).Bind(9, message.NextAttempt?.Micros ?? 0).Run();
        if (message.Content is { } content)
            file.Writer.Prepare("UPDATE bodies SET content = ?2 WHERE number = ?1 AND length(content) = 0").Begin().Bind(1, number).Bind(2, content.ToBytes()).Run();
    }

    private void Insert(MessageRecord message)
    {
        var effect = message.Effect;
        file.Writer.Prepare("INSERT INTO messages(key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, next) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Begin().Bind(1, effect.Key).Bind(2, effect.Customer.Value).Bind(3, (long)message.Status).Bind(4, effect.Address ?? "").Bind(5, message.Content?.Subject ?? "")
            .Bind(6, effect.Template).Bind(7, effect.OriginName).Bind(8, message.Detail).Bind(9, message.Attempts)
            .Bind(10, message.Via).Bind(11, message.Outside ? 1 : 0).Bind(12, message.Repeatable ? 1 : 0).Bind(13, message.NextAttempt?.Micros ?? 0).Run();
        file.Writer.Prepare("INSERT INTO bodies(number, effect, content) VALUES(last_insert_rowid(), ?, ?)")
            .Begin().Bind(1, effect.ToBytes()).Bind(2, message.Content is { } content ? content.ToBytes() : []).Run();
    }

    /// <summary>A content that says nothing stays, so that nobody renders the message again.</summary>
    private void Erase(long number, MessageRecord message)
    {
        var left = message.Erased(ContactPolicy.Erased);
        file.Writer.Prepare("UPDATE messages SET status = ?2, address = '', subject = '', detail = ?3, next = 0 WHERE number = ?1").Begin()
            .Bind(1, number).Bind(2, (long)left.Status).Bind(3, left.Detail).Run();
        file.Writer.Prepare("UPDATE bodies SET effect = ?2, content = ?3 WHERE number = ?1").Begin()
            .Bind(1, number).Bind(2, left.Effect.ToBytes()).Bind(3, left.Content!.ToBytes()).Run();
    }

    private static List<MessageRecord> Messages(SqliteStatement rows)
    {
        var messages = new List<MessageRecord>();
        while (rows.Step()) messages.Add(Message(rows));
        return messages;
    }

    private static MessageRecord Message(SqliteStatement row) => new()
    {
        Number = row.Long(0),
        Status = (MessageStatus)row.Long(1),
        Detail = row.Text(2),
        Attempts = (int)row.Long(3),
        Via = row.Text(4),
        Outside = row.Long(5) != 0,
        Repeatable = row.Long(6) != 0,
        NextAttempt = row.Long(7) is var next and not 0 ? new Instant(next) : null,
        Effect = MessageEffect.Read(row.Span(8)),
        Content = row.Span(9) is { IsEmpty: false } content ? MessageContent.Read(content) : null,
    };

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
