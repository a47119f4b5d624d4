namespace Tandem.Engine.Experiments.Statistics;

/// <summary>Student's t distribution, by the incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17).</summary>
public static class StudentT
{
    /// <summary>How much lies outside -|t| to |t|. Relative error below 1e-8.</summary>
    /// <param name="freedom">Degrees of freedom, greater than 0; need not be whole.</param>
    public static double TwoSided(double t, double freedom) =>
        // Beyond this the two distributions agree to as many digits as the fraction below gives.
        freedom > 1e8 ? Normal.TwoSided(t) : BetaWithHalf(freedom / (freedom + t * t), freedom / 2);

    /// <summary>Between -q and q lies 95%.</summary>
    public static double Quantile975(double freedom)
    {
        if (freedom > 1e7) return Normal.Z95;
        double low = 0, high = 2;
        while (TwoSided(high, freedom) > 0.05) high *= 2;
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / 2;
            if (TwoSided(middle, freedom) > 0.05) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>I_x(a, 1/2), by the continued fraction 8.17.22, on the side where it runs fast (8.17.4 turns it round).</summary>
    private static double BetaWithHalf(double x, double a)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        var front = GammaRatio(a) / Math.Sqrt(Math.PI) * Math.Exp(a * Math.Log(x)) * Math.Sqrt(1 - x);
        return x < (a + 1) / (a + 2.5) ? front * Fraction(x, a, 0.5) / a : 1 - front * Fraction(1 - x, 0.5, a) / 0.5;
    }

    /// <summary>W. J. Lentz's way to evaluate a continued fraction, "Generating Bessel functions in Mie scattering calculations", Applied Optics 15 (1976).</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var c = 1.0;
        var d = 1 / Away(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Away(1 + even * d);
            c = Away(1 + even / c);
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Away(1 + odd * d);
            c = Away(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15) break;
        }
        return value;

        static double Away(double from) => Math.Abs(from) < tiny ? tiny : from;
    }

    /// <summary>Γ(a + 1/2) / Γ(a): the series in 1/a of F. Tricomi and A. Erdélyi (1951), after Γ(a + 1) = a Γ(a) has taken a beyond 50.</summary>
    private static double GammaRatio(double a)
    {
        var factor = 1.0;
        for (; a < 50; a++) factor *= a / (a + 0.5);
        var r = 1 / a;
        return factor * Math.Sqrt(a) * (1 - r * (1.0 / 8 - r * (1.0 / 128 + r * (5.0 / 1024 - r * (21.0 / 32768)))));
    }
}
