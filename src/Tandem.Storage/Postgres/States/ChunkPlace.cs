namespace Tandem.Storage.Postgres.States;

/// <summary>Where in which chunk the newest form of a state lies, and when it is due; <c>default</c>: in its row.</summary>
internal readonly record struct ChunkPlace(long Chunk, int Start, int Length, long Due)
{
    public bool IsRow => Chunk == 0;

    public bool IsRemoved => Chunk != 0 && Length == 0;
}
