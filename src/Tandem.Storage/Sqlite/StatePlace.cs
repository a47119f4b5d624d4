namespace Tandem.Storage.Sqlite;

/// <summary>Where the newest form of a state lies that is not in its row yet: a chunk, and the how manyth in it; or that it was taken away there. <c>default</c>: it is in its row.</summary>
internal readonly record struct StatePlace(long Packed)
{
    public StatePlace(long chunk, int slot, bool removed) : this(chunk << 17 | (long)slot << 1 | (removed ? 1L : 0))
    {
    }

    public bool IsRow => Packed == 0;

    /// <summary>From 1.</summary>
    public long Chunk => Packed >> 17;

    /// <summary>From 0 to <see cref="StateChunk.MaxEntries"/>.</summary>
    public int Slot => (int)(Packed >> 1 & 0xFFFF);

    public bool IsRemoved => (Packed & 1) != 0;
}
