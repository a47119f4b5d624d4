using Tandem.Engine.Journal;
using Tandem.Engine.Separation;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Operations;

namespace Tandem.Server.Hosting;

/// <summary>Drives the <see cref="Separator"/>, which undoes merges beside the traffic.</summary>
public sealed class Separating(
    IEngine engine, IJournal journal, IStateReader states, IInbox inbox, RulesetHost rulesets, ISeparationRequests requests, Eldest eldest, StorageHealth storage,
    ILogger<Separating> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), Busy = TimeSpan.FromMilliseconds(5), WhileFull = TimeSpan.FromSeconds(1), WhileAway = TimeSpan.FromSeconds(1), AfterDamage = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<Separator> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Asks that a merged customer be one of its own again; no crash forgets it once this is done.</summary>
    /// <exception cref="StorageFullException">The disk is full, and nothing was asked.</exception>
    public async Task Ask(EntityId absorbed, CancellationToken cancelled) => (await started.Task.WaitAsync(cancelled)).Ask(absorbed);

    /// <summary>Whether that was asked, and is not done yet.</summary>
    public bool IsAsked(EntityId absorbed) => started.Task is { IsCompletedSuccessfully: true } task && task.Result.IsAsked(absorbed);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var separator = new Separator(journal, states, inbox, engine.Shards, rulesets.Get, requests);
        started.SetResult(separator);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!eldest.IsThis)
            {
                await Task.Delay(WhileAway, stoppingToken);
                continue;
            }
            try
            {
                if (separator.IsIdle) separator.Look();
                // Reading the journal is long work without a pause: not on a thread that others wait for.
                var worked = await Task.Run(separator.Step, stoppingToken);
                if (worked) storage.Wrote(StorageTask.MergeUndo);
                if (!worked) await Task.Delay(separator.IsIdle ? Idle : Busy, stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(WhileAway, stoppingToken);
            }
            catch (StorageFullException full)
            {
                storage.Failed(StorageTask.MergeUndo, full);
                await Task.Delay(WhileFull, stoppingToken);
            }
            catch (InvalidDataException damaged)
            {
                // The customer is let go at its deadline.
                log.LogError("A merge cannot be undone, and is tried again in a minute: {Reason}", damaged.Message);
                await Task.Delay(AfterDamage, stoppingToken);
            }
        }
    }
}
