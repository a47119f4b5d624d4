namespace Tandem.Engine.Experiments.Statistics;

/// <summary>
/// How many of a known number fulfil something, as a random sample of them says. Of each that was looked at it is known at
/// once whether it does, or it takes a second, longer look, which only some of those get, at random.
/// </summary>
/// <param name="All">How many there are.</param>
/// <param name="Looked">How many were looked at.</param>
/// <param name="In">Those of which the first look said that they do.</param>
/// <param name="Open">Those that need a second look.</param>
/// <param name="Again">Those that got it.</param>
/// <param name="AgainIn">Those of them that do.</param>
public readonly record struct SampledCount(long All, long Looked, long In, long Open = 0, long Again = 0, long AgainIn = 0)
{
    /// <summary>Whether nothing is left to chance.</summary>
    public bool IsExact => Looked == All && Again == Open;

    /// <summary>
    /// The number with its 95% interval. Exact where everybody was looked at to the end. Else the score interval of
    /// <see cref="Proportions.Rate"/> at the effective size of the sample, p(1-p)/V (L. Kish, "Survey Sampling", 1965, 8.2;
    /// for score intervals N. Dean, M. Pagano, "Evaluating confidence interval methods for binomial proportions in clustered
    /// surveys", J. Surv. Stat. Methodol. 3 (2015)), where V is the variance of double sampling (W. G. Cochran, "Sampling
    /// Techniques", 3rd ed. 1977, 12.2) with the finite population correction (2.6). It never leaves what was seen: those
    /// who were found to fulfil it do, and those who were found not to do not.
    /// </summary>
    public Estimate Interval()
    {
        if (All == 0) return default;
        if (IsExact) return new(In + AgainIn, In + AgainIn, In + AgainIn);
        var (seenIn, seenOut) = (In + AgainIn, Looked - In - Open + (Again - AgainIn));
        if (Looked == 0) return new(0, 0, All);
        if (Open > 0 && Again == 0) return new((double)All * In / Looked, seenIn, All - seenOut);
        double n = Looked, open = Open / n;
        var rate = (In + (Open == 0 ? 0 : (double)Open * AgainIn / Again)) / n;
        // Where all or none were found the variance would be 0: half a one more on either side, as of Jeffreys' prior.
        var secondRate = Open == 0 ? 0 : (AgainIn + 0.5) / (Again + 1);
        var smooth = (In + open * n * secondRate + 0.5) / (n + 1);
        var variance = smooth * (1 - smooth) * (1 / n - 1.0 / All);
        if (Open > 0) variance += open * open * secondRate * (1 - secondRate) * (1.0 / Again - 1.0 / Open);
        if (variance <= 0) return new(rate * All, rate * All, rate * All);
        var effective = smooth * (1 - smooth) / variance;
        const double z = Normal.Z95;
        var centre = (rate + z * z / (2 * effective)) / (1 + z * z / effective);
        var half = z / (1 + z * z / effective) * Math.Sqrt(rate * (1 - rate) / effective + z * z / (4 * effective * effective));
        return new(rate * All, Math.Clamp((centre - half) * All, seenIn, All - seenOut), Math.Clamp((centre + half) * All, seenIn, All - seenOut));
    }
}
