using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Server.Hosting;
using Tandem.Storage.Figures;

namespace Tandem.Server.Overview;

/// <summary>How far the shards of this process are. Thread-safe.</summary>
public sealed class ShardFigures(IEngine engine, IStateReader states, IStoreFigures figures, EngineClock clock)
{
    public ShardList Look() => new(engine.ShardCount, [.. engine.Owned.OrderBy(runner => runner.Id.Value).Select(Look)]);

    private ShardModel Look(ShardRunner runner)
    {
        var waiting = states.WaitingFor(runner.Id);
        return new(runner.Id.Value, waiting, waiting == 0 ? 0 : Lag(runner), runner.FoldedEntries);
    }

    // After a start what waits may not be read yet; then the last folded entry says how far it is.
    private double Lag(ShardRunner runner) =>
        (figures.OldestWaiting(runner.Id) ?? runner.FoldedAt) is { } oldest ? Math.Max(0, (clock.Now - oldest).Micros / 1e6) : 0;
}
