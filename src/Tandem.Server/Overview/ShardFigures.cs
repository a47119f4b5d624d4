using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Server.Hosting;
using Tandem.Storage.Figures;

namespace Tandem.Server.Overview;

/// <summary>How far the shards of this process are. Thread-safe.</summary>
public sealed class ShardFigures(IEngine engine, IStateReader states, IStoreFigures figures, EngineClock clock)
{
    public ShardList Look() => new(
        engine.ShardCount,
        [.. engine.Owned.OrderBy(runner => runner.Id.Value).Select(runner => new ShardModel(runner.Id.Value, states.WaitingFor(runner.Id), Lag(runner), runner.FoldedEntries))]);

    /// <summary>How old the oldest entry is that waits, in seconds by the workspace's clock; 0 where none waits.</summary>
    public double Lag(ShardRunner runner)
    {
        if (states.WaitingFor(runner.Id) == 0) return 0;
        // After a start what waits may not be read yet; then the last folded entry says how far it is.
        return (figures.OldestWaiting(runner.Id) ?? runner.FoldedAt) is { } oldest ? Math.Max(0, (clock.Now - oldest).Micros / 1e6) : 0;
    }
}
