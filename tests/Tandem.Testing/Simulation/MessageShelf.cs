using Tandem.Engine.Effects;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>Messages with their attempts, each write durable at once, as the server's message store has them.</summary>
internal sealed class MessageShelf
{
    private readonly SortedDictionary<string, MessageRecord> records = new(StringComparer.Ordinal);

    public IReadOnlyCollection<MessageRecord> All => records.Values;

    public MessageRecord? Find(string key) => records.GetValueOrDefault(key);

    public List<MessageRecord> Due(Instant now, int max) =>
        [.. records.Values.Where(record => record.Status == MessageStatus.Queued && record.NextAttempt <= now).OrderBy(record => record.NextAttempt!.Value).Take(max)];

    /// <summary>When the next attempt is due that waits for its time.</summary>
    public Instant? NextDue => records.Values.Where(record => record.Status == MessageStatus.Queued).Min(record => record.NextAttempt?.Micros) is { } next ? new Instant(next) : null;

    /// <summary>Takes what there is of customers out of their messages. Nobody has one of them in hand.</summary>
    /// <returns>How many were changed.</returns>
    public int Erase(IReadOnlyCollection<EntityId> customers)
    {
        var found = records.Values.Where(record => customers.Contains(record.Effect.Customer) && !record.Effect.IsErased).ToList();
        foreach (var message in found) records[message.Effect.Key] = message.Erased("erased");
        return found.Count;
    }

    public void Write(IEnumerable<MessageRecord> messages)
    {
        foreach (var message in messages) records[message.Effect.Key] = message;
    }
}
