using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>The ordered record of everything that was taken. Thread-safe.</summary>
public interface IJournal
{
    /// <summary>The entries after a position, all shards, in order of position, as far as they are durable now.</summary>
    /// <exception cref="InvalidDataException">A part is damaged; the message names the file and the position.</exception>
    IEnumerable<Entry> Read(Position after);

    /// <summary>The entries at these positions of any shards; one that is not there is left out.</summary>
    IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions);

    /// <summary>The last durable position of all.</summary>
    Position Last { get; }
}
