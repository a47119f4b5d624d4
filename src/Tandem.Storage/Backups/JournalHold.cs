namespace Tandem.Storage.Backups;

/// <summary>
/// Keeps the journal and the snapshots as they are while a backup reads them: entries are added, and nothing is taken away or
/// rewritten. One has it at a time. Thread-safe.
/// </summary>
internal sealed class JournalHold : IDisposable
{
    private readonly SemaphoreSlim free = new(1);

    /// <summary>Takes it, and waits for that until it is free.</summary>
    /// <returns>Disposed to give it back.</returns>
    public IDisposable Take(CancellationToken cancelled = default)
    {
        free.Wait(cancelled);
        return new Held(free);
    }

    /// <summary>Does a step where it is free; false where it is not.</summary>
    public bool IfFree(Func<bool> step)
    {
        if (!free.Wait(0)) return false;
        try
        {
            return step();
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();

    private sealed class Held(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? held = free;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
