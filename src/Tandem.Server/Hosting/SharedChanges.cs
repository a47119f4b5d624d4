using Tandem.Engine.Journal;
using Tandem.Server.Delivery;
using Tandem.Server.Privacy;
using Tandem.Server.Sources;

namespace Tandem.Server.Hosting;

/// <summary>
/// Sees what other processes on the same database changed of what this one keeps in memory: sources and their keys, the
/// suppression list, identities that are kept out and customers who are erased, whether messages leave the house. Within a
/// second; rulesets are seen at once.
/// </summary>
internal sealed class SharedChanges(
    SourceRegistry sources, SuppressionList suppressions, SuppressedIdentities keptOut, TrafficErasure traffic, SendingSwitch sending) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                sources.Refresh();
                suppressions.Refresh();
                keptOut.Refresh();
                traffic.Refresh();
                sending.Refresh();
            }
            catch (StorageUnavailableException)
            {
                // Nothing is accepted or sent meanwhile either.
            }
        }
    }
}
