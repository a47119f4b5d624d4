using Tandem.Engine.Running;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>One shard takes and folds up to so many entries.</summary>
internal sealed class FoldActor(ShardRunner runner) : IActor
{
    public string Name { get; } = NameOf(runner.Id);

    public static string NameOf(ShardId shard) => $"fold {shard}";

    public bool Step(int size) => runner.Step(Math.Clamp(size, 1, 256)) > 0;
}
