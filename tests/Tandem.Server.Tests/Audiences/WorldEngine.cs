using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Engine.States;
using Tandem.Server.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Audiences;

/// <summary>The engine in one thread as the server asks it.</summary>
internal sealed class WorldEngine(World world) : IEngine
{
    public int ShardCount => world.Runners.Count;

    public IReadOnlyList<IShardView> Shards => world.Runners;

    public IReadOnlyList<ShardRunner> Owned => world.Runners;

    public long Folded => 0;

    public ReplayLag? Replay => null;

    public Task Settle(CancellationToken cancelled)
    {
        world.Settle();
        return Task.CompletedTask;
    }

    public Task<bool> Settle(Receipt receipt, TimeSpan patience, CancellationToken cancelled)
    {
        world.Settle();
        return Task.FromResult(true);
    }

    public void Checkpoint() => world.Checkpoint();

    public IReadOnlyList<CountRow> Counts(string prefix) => world.Store.SumCounts(prefix);

    public decimal Count(string name) => world.Count(name);
}
