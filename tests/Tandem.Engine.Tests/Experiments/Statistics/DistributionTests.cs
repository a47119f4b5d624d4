using Tandem.Engine.Experiments.Statistics;

namespace Tandem.Engine.Tests.Experiments.Statistics;

public sealed class DistributionTests
{
    // Python: math.erfc(z / math.sqrt(2))
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 0.920344325445942)]
    [InlineData(0.5, 0.6170750774519738)]
    [InlineData(-1, 0.31731050786291415)]
    [InlineData(1.96, 0.04999579029644087)]
    [InlineData(3, 0.0026997960632601913)]
    [InlineData(5, 5.733031437583892e-07)]
    [InlineData(8, 1.2441921148543639e-15)]
    public void The_normal_distributions_tails_agree_with_the_error_function(double z, double expected) =>
        Assert.InRange(Normal.TwoSided(z) / expected, 1 - 1e-12, 1 + 1e-12);

    // The density, integrated with Simpson's rule; the last one by the finite series for whole degrees of freedom, in 50 digits.
    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(2, 2.5, 0.15739149575799793)]
    [InlineData(-2.5, 30, 0.018115649068085715)]
    [InlineData(1.2, 1000.5, 0.23042341032809022)]
    [InlineData(3, 1e5, 0.00270046088406472)]
    public void The_t_distributions_tails_agree_with_its_density(double t, double freedom, double expected) =>
        Assert.InRange(StudentT.TwoSided(t, freedom) / expected, 1 - 1e-9, 1 + 1e-9);

    // The published table of the 97.5% quantile.
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(10, 2.228)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    [InlineData(1e9, 1.960)]
    public void The_t_distributions_quantiles_agree_with_the_table(double freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile975(freedom), 3);

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.9)]
    [InlineData(4)]
    public void The_t_distribution_becomes_the_normal_one(double t) =>
        Assert.InRange(StudentT.TwoSided(t, 9.9e7) / Normal.TwoSided(t), 1 - 1e-5, 1 + 1e-5);
}
