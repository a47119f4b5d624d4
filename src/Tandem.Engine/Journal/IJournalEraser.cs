using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>Rewrites entries of the journal in their places. Thread-safe.</summary>
public interface IJournalEraser
{
    /// <summary>
    /// Puts other entries in the place of some, at the same positions, with the same shards and times, wherever they lie. Done
    /// a second time, it changes nothing more. When it returns, what was there before is not read any more, also after a
    /// crash; one in between leaves some entries as they were.
    /// </summary>
    /// <param name="upTo">The last position that is looked at.</param>
    /// <param name="change">Kind and payload to be there; null for an entry that stays as it is.</param>
    /// <param name="before">Told before entries are changed that change all at once: the first of them, and how many. In the order of positions.</param>
    /// <returns>How many entries were changed; null, and nothing done, while a shard's checkpoint does not have all of them: they may be folded again.</returns>
    /// <exception cref="StorageFullException">There is no room; what was changed stays so, and it may be tried again.</exception>
    long? Rewrite(Position upTo, Func<Entry, (EntryKind Kind, ReadOnlyMemory<byte> Payload)?> change, Action<Position, long> before);
}
