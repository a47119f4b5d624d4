using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>Messages of all processes, as one of them reads and writes them. Who may record an attempt is who has the effect's lease.</summary>
public sealed class SharedMemoryMessages(SharedMemoryStore store) : IMessageStore
{
    private MemoryDatabase Database => store.Database;

    public IReadOnlyList<MessageRecord> Find(IReadOnlyCollection<string> keys) => store.Read(() => keys.Where(Database.Messages.ContainsKey).Select(key => Database.Messages[key]).ToList());

    /// <summary>Leased to this sender, as what the outbox gives.</summary>
    public IReadOnlyList<MessageRecord> Due(Instant now, int max) => store.Call(DatabaseCall.Lease, () =>
    {
        var waiting = Database.Tables.Outbox.Values.Select(effect => effect.Key).ToHashSet();
        var due = Database.Messages.Values.Where(message => message.NextAttempt <= now && waiting.Contains(message.Effect.Key) && MayLease(message.Effect.Key))
            .OrderBy(message => message.NextAttempt).Take(Math.Max(0, max)).ToList();
        foreach (var message in due) Database.Lease(store.Node, message.Effect.Key);
        return due;
    });

    public IReadOnlyCollection<MessageRecord> Write(IReadOnlyCollection<MessageRecord> messages) => store.Call(DatabaseCall.Record, () =>
    {
        var others = messages.Count(message => message.Status == MessageStatus.Sending && !IsLeased(message.Effect.Key));
        if (others > 0) throw new StorageUnavailableException($"Another process sends {others} of the messages now; nothing was attempted here.");
        var waiting = Database.Tables.Outbox.Values.Select(effect => effect.Key).ToHashSet();
        var written = new List<MessageRecord>();
        foreach (var message in messages)
        {
            var known = Database.Messages.GetValueOrDefault(message.Effect.Key);
            if (!(known is null ? waiting.Contains(message.Effect.Key) : MayFollow(message, known))) continue;
            Database.Messages[message.Effect.Key] = message with { Number = known?.Number ?? Database.NextMessage(), Content = known?.Content ?? message.Content };
            written.Add(message);
        }
        return written;
    });

    public IReadOnlyList<MessageRecord> List(MessageQuery query) => store.Read(() => Database.Messages.Values.Where(message => message.Number < query.Before
        && (query.Statuses.Count == 0 || query.Statuses.Contains(message.Status)) && (query.Customers.Count == 0 || query.Customers.Contains(message.Effect.Customer)))
        .OrderByDescending(message => message.Number).Take(query.Max).ToList());

    public MessageRecord? Read(long number) => store.Read(() => Database.Messages.Values.FirstOrDefault(message => message.Number == number));

    public MessageCounts Counts() => throw new NotSupportedException("Nobody counts messages here.");

    public int? Erase(IReadOnlyCollection<EntityId> customers, bool cutShort) => throw new NotSupportedException("Nobody is erased here.");

    /// <summary>
    /// Whether the sender knows better than what is there: no further attempt was made meanwhile, nor is the end known where it
    /// is uncertain or put off here.
    /// </summary>
    private static bool MayFollow(MessageRecord message, MessageRecord known) =>
        known.Attempts <= message.Attempts && !(message.Status == MessageStatus.Uncertain && known.Status is not (MessageStatus.Sending or MessageStatus.Uncertain))
        && !(message.Status == MessageStatus.Queued && known.HasOutcome);

    private bool MayLease(string key) => !Database.Leases.TryGetValue(key, out var lease) || lease.Until < Database.Now || lease.Node == store.Node;

    private bool IsLeased(string key) => Database.Leases.TryGetValue(key, out var lease) && lease.Node == store.Node && lease.Until > Database.Now;
}
