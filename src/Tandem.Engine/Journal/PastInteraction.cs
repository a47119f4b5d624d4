using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>
/// An interaction as the journal has it: what a search goes by at hand, the whole of it when asked for. May be kept, and
/// keeps its neighbours' payloads in memory for as long.
/// </summary>
/// <param name="Name">The same text object for all interactions of one reading that have it.</param>
public readonly record struct PastInteraction(ShardId Shard, Position Position, Instant At, Instant Timestamp, string Name, IPastPayloads Payloads)
{
    /// <summary>The stored form that <see cref="Interactions.Interaction.Read"/> reads. The first of a neighbourhood costs the most.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the file and the positions.</exception>
    public ReadOnlyMemory<byte> Payload => Payloads.Read(Position);
}

/// <summary>The payloads of some entries that follow one another. Used by one thread at a time.</summary>
public interface IPastPayloads
{
    /// <exception cref="InvalidDataException">They are damaged; the message names the file and the positions.</exception>
    ReadOnlyMemory<byte> Read(Position position);
}
