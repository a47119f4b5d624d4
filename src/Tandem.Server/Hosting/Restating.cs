using Tandem.Engine.Backfill;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Server.Operations;

namespace Tandem.Server.Hosting;

/// <summary>Drives the <see cref="Restater"/>, so that segments are right also for those to whom nothing happens.</summary>
public sealed class Restating(
    IEngine engine, IJournal journal, IStateReader states, IInbox inbox, RulesetHost rulesets, Eldest eldest, StorageHealth storage, ILogger<Restating> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), Busy = TimeSpan.FromMilliseconds(1), WhileFull = TimeSpan.FromSeconds(1), AfterDamage = TimeSpan.FromMinutes(1),
        WhileAway = TimeSpan.FromSeconds(1), NotEldest = TimeSpan.FromMilliseconds(500);

    private Restater? restater;

    /// <summary>How far everybody is under the present rules.</summary>
    public RestaterProgress Progress =>
        (restater is null && eldest.IsThis) || engine.Shards.Any(runner => runner.Read(state => state.Head.Swept < state.Head.Epoch)) ? Unfinished() : RestaterProgress.Done;

    /// <summary>Waits until everybody is, a second at most: in a small workspace a segment is right as soon as it is published.</summary>
    public async Task Settle(CancellationToken cancelled)
    {
        var patience = Task.Delay(TimeSpan.FromSeconds(1), cancelled);
        while (!patience.IsCompleted && Progress.Phase != RestaterPhase.Done) await Task.WhenAny(Task.Delay(5, cancelled), patience);
        cancelled.ThrowIfCancellationRequested();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!eldest.IsThis)
            {
                restater = null;
                await Task.Delay(NotEldest, stoppingToken);
                continue;
            }
            try
            {
                restater ??= new(journal, states, inbox, engine.Shards, rulesets.Get, Math.Max(1, Environment.ProcessorCount - 1));
                // Reading the journal is long work without a pause: not on a thread that others wait for.
                var worked = await Task.Run(restater.Step, stoppingToken);
                if (worked) storage.Wrote(StorageTask.Pasts);
                if (!worked) await Task.Delay(restater.Progress.Phase == RestaterPhase.Done ? Idle : Busy, stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                // Where it stands is in the shards' heads: it begins anew from there.
                restater = null;
                await Task.Delay(WhileAway, stoppingToken);
            }
            catch (StorageFullException full)
            {
                storage.Failed(StorageTask.Pasts, full);
                await Task.Delay(WhileFull, stoppingToken);
            }
            catch (InvalidDataException damaged)
            {
                // What comes in is folded all the same; segments over this past stay as they are until it can be read.
                log.LogError("Customers' pasts cannot be looked through, and are tried again in a minute: {Reason}", damaged.Message);
                await Task.Delay(AfterDamage, stoppingToken);
            }
        }
    }

    private RestaterProgress Unfinished() => restater?.Progress is { Phase: not RestaterPhase.Done } progress ? progress : new(RestaterPhase.Reading, 0);
}
