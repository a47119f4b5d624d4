using Tandem.Primitives;

namespace Tandem.Storage.Memory.Shared;

/// <summary>A shard: whose it is, which turn was the last, and what that one left.</summary>
internal sealed class ShardRow
{
    public Guid? Owner { get; set; }

    public long Turn { get; set; }

    public Position Position { get; set; }

    /// <summary>What has a position; at least <see cref="Position"/>.</summary>
    public Position Taken { get; set; }

    public Instant At { get; set; }

    public ReadOnlyMemory<byte> Head { get; set; }

    /// <summary>The transaction that holds the row's lock.</summary>
    public MemoryTransaction? Lock { get; set; }
}
