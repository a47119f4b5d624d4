using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// Writes the states of a checkpoint one after another into two buffers that are used again: an array for each state
/// would be the larger part of all that the engine allocates. Not thread-safe.
/// </summary>
internal sealed class CheckpointBuffer
{
    /// <summary>A larger buffer than this comes from a rare flood and is not kept.</summary>
    private const int Kept = 4 << 20;

    private ByteWriter profiles = new(64 << 10), works = new(64 << 10);

    /// <summary>The stored form of the entities, valid until the next call.</summary>
    public List<StateRow> Write(List<Entity> entities)
    {
        if (profiles.Length > Kept) profiles = new(64 << 10);
        if (works.Length > Kept) works = new(64 << 10);
        profiles.Clear();
        works.Clear();
        var ends = new (int Profile, int Work)[entities.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            entities[i].Write(profiles, works);
            ends[i] = (profiles.Length, works.Length);
        }
        // Only now: a buffer that grows moves.
        var rows = new List<StateRow>(ends.Length);
        var (profile, work) = (0, 0);
        for (var i = 0; i < ends.Length; i++)
        {
            rows.Add(new(entities[i].Id, profiles.Memory[profile..ends[i].Profile], works.Memory[work..ends[i].Work]));
            (profile, work) = ends[i];
        }
        return rows;
    }
}
