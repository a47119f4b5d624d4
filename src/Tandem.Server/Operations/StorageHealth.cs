namespace Tandem.Server.Operations;

/// <summary>
/// Whether there is room to write. Tells of what cannot be written when that begins and when it ends, and stops accepting
/// from outside while the disk is full: entries that no checkpoint takes over would gather in memory. Thread-safe.
/// </summary>
/// <param name="reserve">
/// Bytes of the disk that are kept for what was accepted before: below that nothing more is. 0 for none.
/// </param>
/// <param name="clock">Real time, whatever the workspace's clock does.</param>
public sealed class StorageHealth(long reserve, TimeProvider clock, ILogger<StorageHealth> log)
{
    /// <summary>What must be free at least before accepting goes on: several of the journal's largest transactions.</summary>
    private const long LeastRoom = 8 << 20;

    private readonly Lock gate = new();
    private readonly StorageTrouble[] troubles = [.. Enum.GetValues<StorageTask>().Select(_ => new StorageTrouble())];
    private volatile string? refusal;
    private volatile int active;
    private bool isLow;
    private long refusedSince;

    /// <summary>Why nothing is accepted from outside, in words for people; null while it is.</summary>
    public string? Refusal => refusal;

    /// <summary>How much must be free for accepting to go on once it stopped.</summary>
    public long ResumeAt { get; } = Math.Max(LeastRoom, reserve + reserve / 4);

    /// <summary>Why a task cannot write; null while it can.</summary>
    public string? Trouble(StorageTask task)
    {
        lock (gate) return troubles[(int)task].Reason;
    }

    /// <summary>Says that a task could not write.</summary>
    public void Failed(StorageTask task, string reason)
    {
        lock (gate)
        {
            if (!troubles[(int)task].Fail(reason, clock.GetTimestamp())) return;
            active++;
            log.WaitingBegan(task, reason);
            Decide(null);
        }
    }

    /// <inheritdoc cref="Failed(StorageTask, string)"/>
    public void Failed(StorageTask task, IOException failure) => Failed(task, failure.Message);

    /// <summary>Says that a task wrote. Costs nothing while all is well.</summary>
    public void Wrote(StorageTask task)
    {
        if (active == 0) return;
        lock (gate) troubles[(int)task].Succeed();
    }

    /// <summary>Looks at the room there is, and whether what was wrong is over.</summary>
    /// <param name="free">Bytes of the disk that may be written.</param>
    public void Look(long free)
    {
        lock (gate)
        {
            isLow = free < (isLow || refusal is not null ? ResumeAt : reserve);
            var now = clock.GetTimestamp();
            foreach (var task in Enum.GetValues<StorageTask>())
            {
                if (troubles[(int)task].EndAt(now, clock) is not { } lasted) continue;
                active--;
                log.WaitingEnded(task, (long)lasted.TotalSeconds);
            }
            Decide(free);
        }
    }

    private void Decide(long? free)
    {
        // What was refused for one reason and is for another now is one stretch of time.
        var reason = troubles[(int)StorageTask.Journal].Reason ?? troubles[(int)StorageTask.Checkpoints].Reason
            ?? (isLow ? Low(free) ?? refusal : null);
        if (reason is not null && refusal is null)
        {
            refusedSince = clock.GetTimestamp();
            log.AcceptingStopped(reason);
        }
        else if (reason is null && refusal is not null)
        {
            log.AcceptingResumed((long)clock.GetElapsedTime(refusedSince).TotalSeconds);
        }
        refusal = reason;
    }

    private string? Low(long? free) => free is { } bytes
        ? $"The disk is nearly full: {bytes >> 20} MiB are free, and interactions are accepted again from {ResumeAt >> 20} MiB on. Free some space; the server goes on by itself."
        : null;
}
