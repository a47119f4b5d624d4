using Tandem.Engine.Experiments.Statistics;

namespace Tandem.Engine.Tests.Experiments.Statistics;

public sealed class ProportionsTests
{
    // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_rate_has_wilsons_interval(long count, long of, double low, double high)
    {
        var rate = Proportions.Rate(new(count, of))!.Value;
        Assert.Equal((double)count / of, rate.Value, 12);
        Assert.Equal(low, rate.Low, 4);
        Assert.Equal(high, rate.High, 4);
    }

    // Newcombe, "Interval estimation for the difference between independent proportions" (1998), table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    public void A_difference_has_newcombes_interval(long count, long of, long controlCount, long controlOf, double low, double high)
    {
        var difference = Proportions.Difference(new(count, of), new(controlCount, controlOf))!.Value;
        Assert.Equal(low, difference.Low, 4);
        Assert.Equal(high, difference.High, 4);
    }

    // The Physicians' Health Study, as in Agresti, "Categorical Data Analysis": 104 of 11,037 and 189 of 11,034.
    [Fact]
    public void A_relative_lift_has_katzs_interval()
    {
        var lift = Proportions.RelativeLift(new(104, 11037), new(189, 11034))!.Value;
        Assert.Equal(0.55 - 1, lift.Value, 2);
        Assert.Equal(0.43 - 1, lift.Low, 2);
        Assert.Equal(0.70 - 1, lift.High, 2);
    }

    // R: prop.test(c(15, 25), c(50, 50), correct = FALSE) gives p-value = 0.04123.
    [Fact]
    public void Two_rates_are_compared_with_the_pooled_z_test()
    {
        Assert.Equal(0.04123, Proportions.PValue(new(15, 50), new(25, 50))!.Value, 5);
        Assert.Equal(Proportions.PValue(new(15, 50), new(25, 50)), Proportions.PValue(new(25, 50), new(15, 50)));
    }

    [Fact]
    public void Where_nobody_or_everybody_succeeded_there_is_no_difference_to_see()
    {
        Assert.Equal(1, Proportions.PValue(new(0, 10), new(0, 20)));
        Assert.Equal(1, Proportions.PValue(new(10, 10), new(20, 20)));
        Assert.Null(Proportions.RelativeLift(new(0, 10), new(1, 20)));
        Assert.Null(Proportions.RelativeLift(new(1, 10), new(0, 20)));
        Assert.Equal(0, Proportions.Rate(new(0, 10))!.Value.Low);
        Assert.Equal(1, Proportions.Rate(new(10, 10))!.Value.High);
    }

    [Fact]
    public void Of_nobody_nothing_is_said()
    {
        Assert.Null(Proportions.Rate(default));
        Assert.Null(Proportions.Difference(new(1, 2), default));
        Assert.Null(Proportions.RelativeLift(default, new(1, 2)));
        Assert.Null(Proportions.PValue(new(1, 2), default));
    }
}
