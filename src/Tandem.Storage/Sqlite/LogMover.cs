namespace Tandem.Storage.Sqlite;

/// <summary>
/// Moves what stands in the write-ahead logs of some files into these files, beside their writers and in a thread of its
/// own: the syncs and the writes all over a file that this takes would hold up whoever waits for the writer.
/// </summary>
/// <remarks>
/// A writer begins its log anew only when all of it was moved, and while it writes there is always a little more. So when
/// a log is long and nearly moved, the writer stands still for the rest. Where this thread does not keep up, SQLite has
/// the writer move its log itself (<c>wal_autocheckpoint</c>).
/// </remarks>
internal sealed class LogMover : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(10), AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim stopping = new();
    private readonly IReadOnlyList<MovedLog> logs;
    private readonly EmbeddedOptions options;
    private readonly Thread? thread;

    /// <param name="logs">Closed with this.</param>
    /// <param name="options">Its callbacks are told in a sentence for people what cannot be done.</param>
    public LogMover(IReadOnlyList<MovedLog> logs, EmbeddedOptions options)
    {
        (this.logs, this.options) = (logs, options);
        if (!options.UpkeepInBackground) return;
        thread = new(Run) { IsBackground = true, Name = "log mover" };
        thread.Start();
    }

    public void Dispose()
    {
        stopping.Set();
        thread?.Join();
        stopping.Dispose();
        foreach (var log in logs) log.Dispose();
    }

    private void Run()
    {
        while (!stopping.IsSet)
        {
            try
            {
                var moved = false;
                foreach (var log in logs) moved |= log.Step();
                if (moved) options.Wrote(StoreTask.Logs, null);
                else stopping.Wait(Nap);
            }
            catch (IOException failed)
            {
                // Nothing is lost: what stands in the log counts.
                options.Wrote(StoreTask.Logs, failed.Message);
                stopping.Wait(AfterFailure);
            }
            catch (InvalidDataException damaged)
            {
                options.Report($"Logs are not moved beside the traffic any more. {damaged.Message}");
                return;
            }
        }
    }
}
