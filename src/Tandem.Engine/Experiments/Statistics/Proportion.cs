namespace Tandem.Engine.Experiments.Statistics;

/// <summary>How many of how many. <c>default</c> is none of none.</summary>
/// <param name="Count">0 to <paramref name="Of"/>.</param>
public readonly record struct Proportion(long Count, long Of)
{
    /// <summary>A number from 0 to 1; not a number for none of none.</summary>
    public double Rate => (double)Count / Of;
}
