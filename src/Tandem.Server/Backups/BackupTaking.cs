using System.Diagnostics;
using System.IO.Pipelines;
using Tandem.Engine.Journal;
using Tandem.Server.Hosting;
using Tandem.Server.Operations;
using Tandem.Storage.Backups;

namespace Tandem.Server.Backups;

/// <summary>Takes backups of the workspace while it is at work, one at a time.</summary>
public sealed class BackupTaking(WorkspaceStore store, IEngine engine, BackupBook book, IHostApplicationLifetime lifetime, ILogger<BackupTaking> log) : IDisposable
{
    private readonly SemaphoreSlim free = new(1);

    /// <summary>Takes the moment of one; null where another is under way.</summary>
    /// <exception cref="StorageFullException">There is no room for a copy of the states, for as long as it takes.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<RunningBackup?> Begin(CancellationToken cancelled)
    {
        if (!await free.WaitAsync(0, cancelled)) return null;
        RunningBackup? begun = null;
        BackupRecord? record = null;
        try
        {
            record = book.Begin();
            var source = await Task.Run(() => Source(record, cancelled), cancelled);
            return begun = new(record, source, () => free.Release());
        }
        finally
        {
            if (begun is null)
            {
                free.Release();
                if (record is not null) book.BrokenOff(record);
            }
        }
    }

    /// <summary>Writes all of it.</summary>
    public async Task Write(RunningBackup backup, PipeWriter to, CancellationToken cancelled)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancelled, lifetime.ApplicationStopping);
        var began = Stopwatch.GetTimestamp();
        try
        {
            // Reading the store is long work without a pause: not on a thread that others wait for.
            var bytes = await Task.Factory.StartNew(
                () => BackupWriter.Write(backup.Source, new PacedStream(to, until.Token), until.Token).Bytes, until.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            book.Done(backup.Record, backup.Source.Header.Last.Value, bytes);
            log.BackupTaken(backup.Record.Id, backup.Source.Header.Last.Value, bytes, (long)Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        catch (Exception failed)
        {
            log.BackupBrokenOff(backup.Record.Id, failed is OperationCanceledException ? "Whoever asked for it has gone, or the server stops." : failed.Message);
            book.BrokenOff(backup.Record);
            throw;
        }
    }

    public void Dispose() => free.Dispose();

    private IBackupSource Source(BackupRecord record, CancellationToken cancelled)
    {
        if (store.Cluster is { } cluster) return cluster.BeginBackup(record.Id, record.At, BuildInfo.Version);
        // Less is to be folded again after a restore.
        engine.Checkpoint();
        return store.Embedded!.Backups.Begin(store.Delivery!, record.Id, record.At, BuildInfo.Version, cancelled);
    }
}
