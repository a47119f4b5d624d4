namespace Tandem.Engine.Experiments.Statistics;

/// <summary>What values per customer say, such as revenue. Null for less than two customers, where nothing is known of the spread.</summary>
public static class Means
{
    /// <summary>
    /// A mean with its normal interval, mean ± 1.96 standard errors: right by the central limit theorem where many
    /// customers stand behind it, and too narrow for a few dozen.
    /// </summary>
    public static Estimate? Mean(ValueSample sample)
    {
        if (sample.Count < 2) return null;
        var half = Normal.Z95 * Math.Sqrt(sample.VarianceOfMean);
        return new(sample.Mean, sample.Mean - half, sample.Mean + half);
    }

    /// <summary>
    /// The difference of two means with the interval of B. L. Welch, "The generalization of Student's problem when
    /// several different population variances are involved", Biometrika 34 (1947): the groups may spread differently.
    /// </summary>
    public static Estimate? Difference(ValueSample treated, ValueSample control)
    {
        if (treated.Count < 2 || control.Count < 2) return null;
        var difference = treated.Mean - control.Mean;
        var error = Math.Sqrt(treated.VarianceOfMean + control.VarianceOfMean);
        var half = error == 0 ? 0 : StudentT.Quantile975(Freedom(treated, control)) * error;
        return new(difference, difference - half, difference + half);
    }

    /// <summary>How often two groups with the same true mean would differ at least so much: Welch's test, two-sided. Null too where no value spreads at all.</summary>
    public static double? PValue(ValueSample treated, ValueSample control)
    {
        if (treated.Count < 2 || control.Count < 2) return null;
        var error = Math.Sqrt(treated.VarianceOfMean + control.VarianceOfMean);
        return error == 0 ? null : StudentT.TwoSided((treated.Mean - control.Mean) / error, Freedom(treated, control));
    }

    /// <summary>The degrees of freedom by Welch and Satterthwaite.</summary>
    private static double Freedom(ValueSample treated, ValueSample control)
    {
        double a = treated.VarianceOfMean, b = control.VarianceOfMean;
        return (a + b) * (a + b) / (a * a / (treated.Count - 1) + b * b / (control.Count - 1));
    }
}
