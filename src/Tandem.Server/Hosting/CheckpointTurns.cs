using Tandem.Engine.Running;

namespace Tandem.Server.Hosting;

/// <summary>
/// Says which of a worker's shards makes its checkpoint next: each a second after its last one, and the oldest one sooner
/// while more entries than allowed are folded and not lasting. The shards take turns over the second, so that the disk is
/// never busy with all of them at once. Not thread-safe.
/// </summary>
public sealed class CheckpointTurns
{
    private readonly IReadOnlyList<ShardRunner> runners;
    private readonly int maxBehind;
    private readonly long every;

    // The one whose last checkpoint is the oldest stands first.
    private readonly Queue<(ShardRunner Runner, long Since)> line = new();

    /// <param name="maxBehind">How many entries of all these shards together may wait for their checkpoint.</param>
    /// <param name="every">How long an entry may wait for it, in milliseconds.</param>
    /// <param name="now">In milliseconds of any clock that does not jump.</param>
    public CheckpointTurns(IReadOnlyList<ShardRunner> runners, int maxBehind, long every, long now)
    {
        (this.runners, this.maxBehind, this.every) = (runners, maxBehind, every);
        for (var i = 0; i < runners.Count; i++) line.Enqueue((runners[i], now - every + every * (i + 1) / runners.Count));
    }

    /// <summary>The shard whose turn it is, or null; answered once.</summary>
    public ShardRunner? Next(long now)
    {
        if (!line.TryPeek(out var first) || (now - first.Since < every && Behind() <= maxBehind)) return null;
        line.Dequeue();
        line.Enqueue((first.Runner, now));
        return first.Runner;
    }

    private long Behind()
    {
        var behind = 0L;
        foreach (var runner in runners) behind += runner.SinceCheckpoint;
        return behind;
    }
}
