namespace Tandem.Server.Operations;

/// <summary>Since when one task cannot write, and why. Guarded by its owner.</summary>
internal sealed class StorageTrouble
{
    /// <summary>A task that failed a moment ago is not yet well: small writes may pass where the next large one fails.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <summary>A task that has nothing more to write says nothing.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private long began, failed;
    private bool succeeded;

    /// <summary>Null while it is well.</summary>
    public string? Reason { get; private set; }

    /// <returns>Whether it begins with this.</returns>
    public bool Fail(string reason, long now)
    {
        var begins = Reason is null;
        if (begins) began = now;
        (Reason, failed, succeeded) = (reason, now, false);
        return begins;
    }

    public void Succeed() => succeeded = true;

    /// <returns>How long it lasted, where it is over now; else null.</returns>
    public TimeSpan? EndAt(long now, TimeProvider clock)
    {
        if (Reason is null || clock.GetElapsedTime(failed, now) < (succeeded ? Calm : Forgotten)) return null;
        Reason = null;
        return clock.GetElapsedTime(began, now);
    }
}
