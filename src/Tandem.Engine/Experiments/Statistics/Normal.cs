namespace Tandem.Engine.Experiments.Statistics;

/// <summary>The normal distribution with mean 0 and variance 1.</summary>
public static class Normal
{
    /// <summary>Between -z and z lies 95%.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>How much lies outside -|z| to |z|. Relative error below 1e-12.</summary>
    public static double TwoSided(double z) => ErrorFunctionComplement(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>
    /// erfc for x at least 0: 1 - erf by its series near 0 (NIST Digital Library of Mathematical Functions, 7.6.2),
    /// the continued fraction further out (7.9.1), evaluated from its far end.
    /// </summary>
    private static double ErrorFunctionComplement(double x)
    {
        if (x < 2)
        {
            double term = x, sum = x;
            for (var n = 1; term > sum * 1e-17 && n < 200; n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 1 - 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }
        var fraction = x;
        for (var n = 120; n >= 1; n--) fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
