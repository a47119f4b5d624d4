using Tandem.Server.Operations;

namespace Tandem.Server.Sources;

/// <summary>Saves the counters of sources every second, and when the server stops.</summary>
internal sealed class SourceCountsSaver(SourceRegistry sources, StorageHealth storage) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Save(sources.SaveCounts);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Save(sources.SaveAllCounts);
        }
    }

    private void Save(Action save)
    {
        try
        {
            save();
            storage.Wrote(StorageTask.SourceCounts);
        }
        catch (IOException exception)
        {
            storage.Failed(StorageTask.SourceCounts, exception);
        }
    }
}
