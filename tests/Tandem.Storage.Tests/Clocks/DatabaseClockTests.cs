using Tandem.Primitives;
using Tandem.Storage.Clocks;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Clocks;

public sealed class DatabaseClockTests
{
    private readonly WorldClock world = new(Calls.Time("2026-01-01T00:00:00Z"));
    private readonly MachineClock machine;
    private readonly DatabaseClock clock;

    public DatabaseClockTests() => clock = new(machine = new(world));

    private Instant Now => clock.Now;

    [Fact]
    public void It_tells_the_databases_time_whatever_the_machine_shows()
    {
        machine.Ahead = Duration.FromDays(365);
        clock.Ask(() => world.Now);
        Assert.Equal(world.Now, Now);
        machine.Ahead = Duration.FromDays(-30);
        Assert.Equal(world.Now, Now);
    }

    [Fact]
    public void Between_two_answers_it_counts_what_passes()
    {
        clock.Ask(() => world.Now);
        world.Now += Duration.FromSeconds(90);
        Assert.Equal(world.Now, Now);
    }

    [Fact]
    public void However_long_an_answer_takes_it_is_never_ahead()
    {
        clock.Ask(() => Slowly(before: 0, after: 5));
        Assert.Equal(world.Now - Duration.FromSeconds(5), Now);
    }

    [Fact]
    public void A_slow_answer_makes_nothing_worse_that_is_known_better()
    {
        clock.Ask(() => world.Now);
        clock.Ask(() => Slowly(before: 3, after: 8));
        Assert.Equal(world.Now, Now);
    }

    [Fact]
    public void A_quick_answer_puts_right_what_a_slow_one_left()
    {
        clock.Ask(() => Slowly(before: 0, after: 5));
        clock.Ask(() => world.Now);
        Assert.Equal(world.Now, Now);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void When_the_databases_clock_is_set_it_follows_with_the_next_answer(int seconds)
    {
        clock.Ask(() => world.Now);
        var set = world.Now + Duration.FromSeconds(seconds);
        clock.Ask(() => set);
        Assert.Equal(set, Now);
    }

    [Fact]
    public void An_answer_that_never_comes_changes_nothing()
    {
        clock.Ask(() => world.Now);
        Assert.Throws<TimeoutException>(() => clock.Ask(() => throw new TimeoutException()));
        world.Now += Duration.FromSeconds(1);
        Assert.Equal(world.Now, Now);
    }

    private Instant Slowly(int before, int after)
    {
        world.Now += Duration.FromSeconds(before);
        var told = world.Now;
        world.Now += Duration.FromSeconds(after);
        return told;
    }
}
