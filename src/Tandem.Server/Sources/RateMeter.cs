namespace Tandem.Server.Sources;

/// <summary>How many a second, over the last whole seconds. Not thread-safe.</summary>
internal sealed class RateMeter
{
    /// <summary>Long enough not to jump between two batches, short enough to show at once that something stopped.</summary>
    private const int Seconds = 5;

    private readonly long[] counts = new long[Seconds + 1];
    private long newest;

    public void Add(long second, int count)
    {
        MoveTo(second);
        counts[second % counts.Length] += count;
    }

    /// <summary>The mean of the seconds before the present one, which is not over.</summary>
    public double PerSecond(long second)
    {
        MoveTo(second);
        var sum = 0L;
        for (var i = 1; i <= Seconds; i++) sum += counts[(second + counts.Length - i) % counts.Length];
        return sum / (double)Seconds;
    }

    private void MoveTo(long second)
    {
        if (second - newest > counts.Length) newest = second - counts.Length;
        while (newest < second) counts[++newest % counts.Length] = 0;
    }
}
