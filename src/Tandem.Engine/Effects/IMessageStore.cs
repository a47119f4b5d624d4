namespace Tandem.Engine.Effects;

/// <summary>
/// Every message that the fold decided on, one row for each key, with its attempts and its outcome. Thread-safe for
/// readers; one writer at a time, whose writes are durable when they return.
/// </summary>
public interface IMessageStore
{
    /// <summary>The messages with these keys that are there, in no order.</summary>
    IReadOnlyList<MessageRecord> Find(IReadOnlyCollection<string> keys);

    /// <summary>Queued messages whose next attempt is due, the longest due first.</summary>
    IReadOnlyList<MessageRecord> Due(Primitives.Instant now, int max);

    /// <summary>
    /// Writes messages, all or none, each in the place of what its key had. A message keeps its number and the content
    /// that it was first given.
    /// </summary>
    /// <returns>Those that were written. Where several processes send, a late one's may not be: another knows better, and tells of it.</returns>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was written.</exception>
    IReadOnlyCollection<MessageRecord> Write(IReadOnlyCollection<MessageRecord> messages);

    /// <summary>A page of messages, newest first.</summary>
    IReadOnlyList<MessageRecord> List(MessageQuery query);

    /// <summary>Null where there is none.</summary>
    MessageRecord? Read(long number);

    MessageCounts Counts();

    /// <summary>
    /// Takes address, content, reasons and data out of the messages of customers who were erased; that there was a message,
    /// of what and with which outcome, stays. One that waits is withheld.
    /// </summary>
    /// <param name="cutShort">Whether nobody has one of them in hand any more: what is on its way was cut short, and is uncertain.</param>
    /// <returns>How many were changed; null, and nothing done, while one of them is on its way.</returns>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was written.</exception>
    int? Erase(IReadOnlyCollection<Primitives.EntityId> customers, bool cutShort);
}
