using Tandem.Engine.Experiments.Statistics;

namespace Tandem.Engine.Tests.Experiments.Statistics;

public sealed class SampledCountTests
{
    [Theory]
    [InlineData(81, 263)]
    [InlineData(0, 20)]
    [InlineData(1, 29)]
    public void Of_very_many_its_interval_is_wilsons(long count, long of)
    {
        const long All = 1_000_000_000;
        var (interval, wilson) = (new SampledCount(All, of, count).Interval(), Proportions.Rate(new(count, of))!.Value);
        Assert.Equal(wilson.Value, interval.Value / All, 6);
        Assert.Equal(wilson.Low, interval.Low / All, 6);
        Assert.Equal(wilson.High, interval.High / All, 6);
    }

    [Fact]
    public void Nothing_is_left_to_chance_when_everybody_was_looked_at()
    {
        Assert.Equal(new Estimate(7, 7, 7), new SampledCount(20, 20, 7).Interval());
        Assert.Equal(new Estimate(9, 9, 9), new SampledCount(20, 20, 7, 5, 5, 2).Interval());
        Assert.Equal(default, new SampledCount(0, 0, 0).Interval());
    }

    [Fact]
    public void It_never_leaves_what_was_seen()
    {
        var (most, nobodyAgain, nobody) = (new SampledCount(100, 99, 98).Interval(), new SampledCount(100, 50, 10, 5).Interval(), new SampledCount(100, 0, 0).Interval());
        Assert.True(most.Low >= 98 && most.High <= 99, $"{most}");
        Assert.Equal((10, 65), (nobodyAgain.Low, nobodyAgain.High));
        Assert.Equal((0, 100), (nobody.Low, nobody.High));
    }

    /// <summary>Populations drawn from fixed seeds, so that it says the same every time: the truth is in 95% of the intervals, within what 2,000 seeds allow.</summary>
    [Theory]
    [InlineData(20_000, 500, 0.3, 0, 0)]
    [InlineData(20_000, 500, 0.01, 0, 0)]
    [InlineData(1_000, 800, 0.5, 0, 0)]
    [InlineData(20_000, 5_000, 0.2, 0.3, 100)]
    [InlineData(20_000, 5_000, 0.02, 0.1, 100)]
    [InlineData(20_000, 2_000, 0.05, 0.9, 300)]
    [InlineData(2_000, 2_000, 0.3, 0.5, 200)]
    public void The_truth_is_in_it_for_95_of_100_seeds(int all, int looked, double rate, double open, int again)
    {
        const int Seeds = 2_000;
        var held = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var (truth, inside, opened, seenAgain, againInside) = (0, 0, 0, 0, 0);
            for (var n = 0; n < all; n++)
            {
                // Each is drawn by itself, so that the first are a random sample.
                var (isIn, isOpen) = (random.NextDouble() < rate, random.NextDouble() < open);
                if (isIn) truth++;
                if (n >= looked) continue;
                if (!isOpen)
                {
                    inside += isIn ? 1 : 0;
                    continue;
                }
                opened++;
                if (seenAgain == again) continue;
                seenAgain++;
                againInside += isIn ? 1 : 0;
            }
            var interval = new SampledCount(all, looked, inside, opened, seenAgain, againInside).Interval();
            Assert.InRange(interval.Value, interval.Low, interval.High);
            if (interval.Low <= truth && truth <= interval.High) held++;
        }
        Assert.InRange(held / (double)Seeds, 0.935, 0.985);
    }
}
