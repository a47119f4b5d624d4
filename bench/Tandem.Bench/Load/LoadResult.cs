namespace Tandem.Bench.Load;

/// <summary>What a load came to.</summary>
/// <param name="Interactions">Answered with 200.</param>
/// <param name="Unanswered">Sent when the connection broke: the server may have them or not.</param>
/// <param name="HeldOff">Answers of 429, after which a connection waited as long as it was told.</param>
/// <param name="Latencies">Of requests that were answered with 200, in order of size.</param>
internal sealed record LoadResult(long Interactions, long Unanswered, long HeldOff, TimeSpan Elapsed, TimeSpan[] Latencies)
{
    public TimeSpan Percentile(double share) => Latencies.Length == 0 ? TimeSpan.Zero : Latencies[Math.Min(Latencies.Length - 1, (int)(Latencies.Length * share))];
}
