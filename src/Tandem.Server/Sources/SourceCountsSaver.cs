namespace Tandem.Server.Sources;

/// <summary>Saves the counters of sources every two seconds and when the server stops.</summary>
internal sealed class SourceCountsSaver(SourceRegistry sources, ILogger<SourceCountsSaver> logger) : BackgroundService
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
        }
        catch (IOException exception)
        {
            logger.LogWarning(exception, "The counters of sources could not be saved; trying again");
        }
    }
}
