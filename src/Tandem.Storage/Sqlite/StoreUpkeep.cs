namespace Tandem.Storage.Sqlite;

/// <summary>
/// What an embedded store does beside the traffic, in one thread of its own: merging, sealing, retention,
/// snapshots. Each is a step that does a little, so that closing never waits for long.
/// </summary>
internal sealed class StoreUpkeep : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(250), AfterFailure = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim stopping = new();
    private readonly Func<bool>[] steps;
    private readonly Action<string> report;
    private readonly Thread? thread;

    /// <param name="report">Told in a sentence for people what cannot be done.</param>
    public StoreUpkeep(Func<bool>[] steps, bool inBackground, Action<string> report)
    {
        (this.steps, this.report) = (steps, report);
        if (!inBackground) return;
        thread = new(Run) { IsBackground = true, Name = "store upkeep" };
        thread.Start();
    }

    /// <summary>Does a little of each; false when there was nothing to do.</summary>
    public bool Step()
    {
        var done = false;
        foreach (var step in steps) done |= step();
        return done;
    }

    public void Dispose()
    {
        stopping.Set();
        thread?.Join();
        stopping.Dispose();
    }

    private void Run()
    {
        while (!stopping.IsSet)
        {
            try
            {
                if (!Step()) stopping.Wait(Nap);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                // No room, or a disk that fails: everything stays as it is until the next try.
                report($"Upkeep of the states, the journal and the snapshots waits: {failed.Message}");
                stopping.Wait(AfterFailure);
            }
            catch (OperationCanceledException)
            {
                // The store is being closed, and a snapshot was under way.
                stopping.Wait(Nap);
            }
            catch (InvalidDataException damaged)
            {
                report($"The states are not merged and the journal is not sealed any more, and no snapshots are taken. {damaged.Message}");
                return;
            }
        }
    }
}
