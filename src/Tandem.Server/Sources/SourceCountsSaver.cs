using Tandem.Server.Operations;

namespace Tandem.Server.Sources;

/// <summary>Saves the counters of sources every two seconds and when the server stops.</summary>
internal sealed class SourceCountsSaver(SourceRegistry sources, StorageHealth storage) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Save();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Save();
        }
    }

    private void Save()
    {
        try
        {
            sources.SaveCounts();
            storage.Wrote(StorageTask.SourceCounts);
        }
        catch (IOException exception)
        {
            storage.Failed(StorageTask.SourceCounts, exception);
        }
    }
}
