using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>One shard makes a checkpoint and keeps so many entities in memory, about. A full disk stops nothing: the next step tries again.</summary>
internal sealed class CheckpointActor(ShardRunner runner) : IActor
{
    /// <summary>What an entity takes in memory, about.</summary>
    private const long Bytes = 1_500;

    public string Name { get; } = NameOf(runner.Id);

    public static string NameOf(ShardId shard) => $"checkpoint {shard}";

    public bool Step(int size)
    {
        if (runner.SinceCheckpoint == 0) return false;
        try
        {
            runner.MaxCached = size * Bytes;
            runner.Checkpoint();
            return true;
        }
        catch (StorageFullException)
        {
            return false;
        }
    }
}
