namespace Tandem.Engine.Experiments.Statistics;

/// <summary>
/// The values of customers, one each, as sums. A customer without a value counts with 0. Decimal, so that sums of many
/// small amounts and their squares lose nothing. <c>default</c> is nobody.
/// </summary>
/// <param name="Count">How many customers, those with 0 included.</param>
/// <param name="Sum">Of the values.</param>
/// <param name="SumOfSquares">Of the squared values; at least <c>Sum² / Count</c>.</param>
public readonly record struct ValueSample(long Count, decimal Sum, decimal SumOfSquares)
{
    /// <summary>Not a number for nobody.</summary>
    public double Mean => Count == 0 ? double.NaN : (double)(Sum / Count);

    /// <summary>The unbiased estimate, with <c>Count - 1</c> below; not a number for less than two.</summary>
    public double Variance => Count < 2 ? double.NaN : Math.Max(0, (double)((SumOfSquares - Sum * (Sum / Count)) / (Count - 1)));

    /// <summary>The variance of <see cref="Mean"/>.</summary>
    public double VarianceOfMean => Variance / Count;
}
