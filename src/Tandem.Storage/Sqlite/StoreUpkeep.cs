using System.Runtime.ExceptionServices;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// What an embedded store does beside the traffic, in one thread of its own: merging, sealing, retention,
/// snapshots. Each is a step that does a little, so that closing never waits for long.
/// </summary>
internal sealed class StoreUpkeep : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(250), AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly Func<bool>[] steps;
    private readonly EmbeddedOptions options;
    private readonly Thread? thread;

    /// <param name="options">Its callbacks are told in a sentence for people what cannot be done.</param>
    public StoreUpkeep(Func<bool>[] steps, EmbeddedOptions options)
    {
        (this.steps, this.options) = (steps, options);
        if (!options.UpkeepInBackground) return;
        thread = new(Run) { IsBackground = true, Name = "store upkeep" };
        thread.Start();
    }

    /// <summary>
    /// Does a little of each; false when there was nothing to do. One that fails does not keep the others from their turn:
    /// where there is no room for the first, the last may be what makes some.
    /// </summary>
    /// <exception cref="IOException">One of them failed.</exception>
    public bool Step()
    {
        lock (gate) return StepAlone();
    }

    /// <summary>Does something while nothing else is done beside the traffic.</summary>
    public T Alone<T>(Func<T> work)
    {
        lock (gate) return work();
    }

    private bool StepAlone()
    {
        var done = false;
        ExceptionDispatchInfo? failure = null;
        foreach (var step in steps)
        {
            try
            {
                done |= step();
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                failure ??= ExceptionDispatchInfo.Capture(failed);
            }
        }
        failure?.Throw();
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
                options.Wrote(StoreTask.Upkeep, null);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                // No room, or a disk that fails: everything stays as it is until the next try.
                options.Wrote(StoreTask.Upkeep, failed.Message);
                stopping.Wait(AfterFailure);
            }
            catch (OperationCanceledException)
            {
                // The store is being closed, and a snapshot was under way.
                stopping.Wait(Nap);
            }
            catch (InvalidDataException damaged)
            {
                options.Report($"The states are not merged and the journal is not sealed any more, and no snapshots are taken. {damaged.Message}");
                return;
            }
        }
    }
}
