using Tandem.Engine.Experiments.Statistics;

namespace Tandem.Engine.Tests.Experiments.Statistics;

public sealed class MeansTests
{
    // Student's sleep data, as in R's datasets.
    private static readonly decimal[] First = [0.7m, -1.6m, -0.2m, -1.2m, -0.1m, 3.4m, 3.7m, 0.8m, 0.0m, 2.0m];
    private static readonly decimal[] Second = [1.9m, 0.8m, 1.1m, 0.1m, -0.1m, 4.4m, 5.5m, 1.6m, 4.6m, 3.4m];

    // R: t.test(extra ~ group, data = sleep) gives p-value = 0.07939 and the interval -3.3654832 to 0.2054832.
    [Fact]
    public void Two_means_are_compared_with_welchs_test()
    {
        var difference = Means.Difference(Sample(First), Sample(Second))!.Value;
        Assert.Equal(-1.58, difference.Value, 10);
        Assert.Equal(-3.3654832, difference.Low, 7);
        Assert.Equal(0.2054832, difference.High, 7);
        Assert.Equal(0.07939414018735935, Means.PValue(Sample(First), Sample(Second))!.Value, 9);
    }

    // R: sd(sleep$extra[1:10]) gives 1.789010.
    [Fact]
    public void A_mean_has_the_normal_interval()
    {
        var mean = Means.Mean(Sample(First))!.Value;
        Assert.Equal(0.75, mean.Value, 12);
        Assert.Equal(1.789010, Math.Sqrt(Sample(First).Variance), 6);
        Assert.Equal(0.75 + 1.959964 * 1.789010 / Math.Sqrt(10), mean.High, 5);
        Assert.Equal(1.5, mean.Low + mean.High, 10);
    }

    [Fact]
    public void Customers_without_a_value_count_as_zero()
    {
        var mean = Means.Mean(new(4, 10m, 100m))!.Value;
        Assert.Equal(2.5, mean.Value);
    }

    [Fact]
    public void Large_equal_amounts_spread_exactly_nothing()
    {
        var sample = new ValueSample(1_000_000, 1_000_000 * 12_345.67m, 1_000_000 * 12_345.67m * 12_345.67m);
        Assert.Equal(0, sample.Variance);
        Assert.Null(Means.PValue(sample, sample));
        Assert.Equal(new Estimate(0, 0, 0), Means.Difference(sample, sample));
    }

    [Fact]
    public void Of_less_than_two_customers_nothing_is_said()
    {
        Assert.Null(Means.Mean(new(1, 5, 25)));
        Assert.Null(Means.Difference(Sample(First), default));
        Assert.Null(Means.PValue(default, Sample(First)));
    }

    private static ValueSample Sample(decimal[] values) => new(values.Length, values.Sum(), values.Sum(value => value * value));
}
