using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Shards;

public sealed class TimerQueueTests
{
    private readonly TimerQueue timers = new();

    [Fact]
    public void Timers_that_are_set_again_and_again_take_no_more_room()
    {
        var random = new Random(5);
        var last = new Dictionary<EntityId, long>();
        for (var i = 0; i < 100_000; i++)
        {
            var id = new EntityId(random.Next(500));
            timers.Set(id, new(last[id] = 1_000_000 + random.Next(1_000_000)));
            Assert.True(timers.HeapCount <= 2 * timers.Count + 65);
        }
        Assert.Equal(last.OrderBy(timer => (timer.Value, timer.Key.Value)).Select(timer => timer.Key), timers.DueBy(new(long.MaxValue), int.MaxValue));
    }

    [Fact]
    public void A_timer_that_is_taken_away_is_never_due()
    {
        timers.Set(new(1), new(10));
        timers.Set(new(2), new(20));
        timers.Set(new(1), null);
        Assert.Equal(new Instant(20), timers.Next);
        Assert.Equal([new EntityId(2)], timers.DueBy(new(30), 10));
        Assert.Equal(1, timers.Count);
    }

    [Fact]
    public void What_is_due_stays_due_until_it_is_set_anew()
    {
        timers.Set(new(1), new(10));
        Assert.Equal(timers.DueBy(new(10), 10), timers.DueBy(new(10), 10));
        timers.Set(new(1), new(40));
        Assert.Empty(timers.DueBy(new(30), 10));
    }
}
