namespace Tandem.Engine.Experiments.Statistics;

/// <summary>
/// What rates say: each interval holds the true value in about 95 of 100 experiments. Null where there is nothing to
/// say it of.
/// </summary>
public static class Proportions
{
    /// <summary>
    /// A rate with its score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical
    /// inference", JASA 22 (1927), without continuity correction. Holds for rates near 0 and for few customers.
    /// </summary>
    public static Estimate? Rate(Proportion proportion)
    {
        if (proportion.Of == 0) return null;
        const double z = Normal.Z95;
        double n = proportion.Of, p = proportion.Rate;
        var centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        // At the ends the formula gives exactly 0 and 1; rounding would leave a hair.
        return new(p, proportion.Count == 0 ? 0 : centre - half, proportion.Count == proportion.Of ? 1 : centre + half);
    }

    /// <summary>
    /// The difference of two rates with the hybrid score interval: R. G. Newcombe, "Interval estimation for the
    /// difference between independent proportions", Statistics in Medicine 17 (1998), method 10.
    /// </summary>
    public static Estimate? Difference(Proportion treated, Proportion control)
    {
        if (Rate(treated) is not { } first || Rate(control) is not { } second) return null;
        var difference = first.Value - second.Value;
        return new(
            difference,
            difference - Length(first.Value - first.Low, second.High - second.Value),
            difference + Length(first.High - first.Value, second.Value - second.Low));
    }

    /// <summary>
    /// How much greater the treated rate is, as a share of the control's (0.2 is 20% more), with the log interval of
    /// D. Katz et al., "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34 (1978).
    /// Null while either group has no success, where a ratio says nothing.
    /// </summary>
    public static Estimate? RelativeLift(Proportion treated, Proportion control)
    {
        if (treated.Count == 0 || control.Count == 0) return null;
        var ratio = treated.Rate / control.Rate;
        var error = Math.Sqrt(Math.Max(0, 1.0 / treated.Count - 1.0 / treated.Of + 1.0 / control.Count - 1.0 / control.Of));
        return new(ratio - 1, ratio * Math.Exp(-Normal.Z95 * error) - 1, ratio * Math.Exp(Normal.Z95 * error) - 1);
    }

    /// <summary>
    /// How often two groups with the same true rate would differ at least so much: the two-sided z-test with the pooled
    /// rate (the square root of Pearson's chi-square of the two by two table, without continuity correction). 1 where
    /// nobody or everybody succeeded.
    /// </summary>
    public static double? PValue(Proportion treated, Proportion control)
    {
        if (treated.Of == 0 || control.Of == 0) return null;
        var pooled = (double)(treated.Count + control.Count) / (treated.Of + control.Of);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / treated.Of + 1.0 / control.Of));
        return error == 0 ? 1 : Normal.TwoSided((treated.Rate - control.Rate) / error);
    }

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);
}
