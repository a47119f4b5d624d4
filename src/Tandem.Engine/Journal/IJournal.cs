using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>
/// The ordered record of everything that was taken, from <see cref="First"/> to <see cref="Last"/> without gaps. Older
/// entries are taken away as its retention says; a reading that has begun goes on after them. Thread-safe.
/// </summary>
public interface IJournal
{
    /// <summary>The entries after a position, all shards, in order of position, as far as they are kept and durable now.</summary>
    /// <exception cref="InvalidDataException">A part is damaged; the message names the file and the position.</exception>
    IEnumerable<Entry> Read(Position after);

    /// <summary>The entries at these positions of any shards; one that is not there, or not any more, is left out.</summary>
    IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions);

    /// <summary>
    /// The entries of a shard that one call accepted, newest first, as far as they are kept and have positions; those of calls
    /// about the same time may follow. Read as far as the caller does.
    /// </summary>
    /// <param name="receipt">What the inbox gave for the call.</param>
    /// <param name="count">How many the call accepted, for all shards.</param>
    IEnumerable<Entry> FindAccepted(Receipt receipt, int count, ShardId shard);

    /// <summary>The oldest position that is kept; one more than <see cref="Last"/> when nothing is.</summary>
    Position First { get; }

    /// <summary>The last durable position of all.</summary>
    Position Last { get; }

    /// <summary>Ranges in order that cover <see cref="First"/> to <see cref="Last"/>: as fine as they can be read in parallel without doing work twice.</summary>
    IReadOnlyList<PositionRange> Parts();

    /// <summary>
    /// The interactions in a range, except groups, whose <see cref="Interactions.Interaction.Name"/> is one of these, in order
    /// of position, as far as they are kept and durable now. Several ranges may be read at once, each by one thread.
    /// </summary>
    /// <exception cref="InvalidDataException">A part is damaged; the message names the file and the positions.</exception>
    IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names);
}
