using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Operations;
using Tandem.Storage.Postgres;

namespace Tandem.Server.Hosting;

/// <summary>Keeps the journal of a database as long as the settings say (<c>--journal-days</c>), and no longer. The eldest process does it, in small steps.</summary>
internal sealed class Retaining(PostgresStore store, TimeSpan kept, Eldest eldest, StorageHealth storage, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2), Busy = TimeSpan.FromMilliseconds(20), WhileAway = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var worked = false;
            try
            {
                worked = eldest.IsThis && await Task.Run(() => store.Retention.Step(Instant.From(clock.GetUtcNow() - kept)), stoppingToken);
                storage.Wrote(StorageTask.Upkeep);
            }
            catch (StorageUnavailableException)
            {
                // Whoever keeps the share of shards tells of it.
                await Task.Delay(WhileAway, stoppingToken);
            }
            catch (IOException full)
            {
                storage.Failed(StorageTask.Upkeep, full);
                await Task.Delay(WhileAway, stoppingToken);
            }
            await Task.Delay(worked ? Busy : Idle, stoppingToken);
        }
    }
}
