using Tandem.Engine.Running;
using Tandem.Server.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

public sealed class CheckpointTurnsTests : IDisposable
{
    private readonly World world = new(shards: 4);

    [Fact]
    public void Each_shard_has_its_turn_once_in_a_second_spread_over_it()
    {
        var turns = new CheckpointTurns(world.Runners, maxBehind: 100, every: 1_000, now: 0);
        var at = new Dictionary<ShardRunner, List<long>>();
        for (var now = 0L; now <= 3_000; now += 10)
            while (turns.Next(now) is { } runner)
                (at.TryGetValue(runner, out var times) ? times : at[runner] = []).Add(now);
        Assert.Equal(4, at.Count);
        Assert.Equal([250L, 500, 750, 1_000], at.Values.Select(times => times[0]).Order());
        Assert.All(at.Values, times => Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(1_000, pair.Second - pair.First)));
    }

    [Fact]
    public void When_too_many_entries_wait_the_oldest_makes_its_checkpoint_at_once()
    {
        var turns = new CheckpointTurns(world.Runners, maxBehind: 10, every: 1_000, now: 0);
        for (var i = 0; i < 100; i++) world.Track($"userId:u{i}", "Visit");
        world.Settle();
        var order = new List<ShardRunner>();
        while (turns.Next(1) is { } runner)
        {
            order.Add(runner);
            runner.Checkpoint();
        }
        Assert.True(world.Runners.Sum(runner => runner.SinceCheckpoint) <= 10);
        Assert.Equal(order.Distinct(), order);
    }

    public void Dispose() => world.Dispose();
}
