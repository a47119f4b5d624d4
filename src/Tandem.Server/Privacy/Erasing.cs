using Tandem.Engine.Effects;
using Tandem.Engine.Erasure;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;
using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>Drives the <see cref="Eraser"/>, which erases customers beside the traffic.</summary>
public sealed class Erasing(
    IEngine engine, IJournal journal, IStateReader states, IInbox inbox, WorkspaceStore store, IMessageStore messages, EffectRunner effects,
    SuppressionList suppressions, SourceRegistry sources, RejectLog rejects, ErasureBook book, IdentityMarks marks, ILogger<Erasing> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), Busy = TimeSpan.FromMilliseconds(5), WhileFull = TimeSpan.FromSeconds(1), AfterDamage = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<Eraser> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes up a request that is kept.</summary>
    public async Task Ask(ErasureRecord record, CancellationToken cancelled) => (await started.Task.WaitAsync(cancelled)).Ask(ErasureBook.RequestOf(record));

    /// <summary>Whether it can be done here: not yet where several processes share a database.</summary>
    public bool IsPossible => store.Embedded is not null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is not { Embedded: { } embedded, Delivery: { } delivery }) return;
        var eraser = new Eraser(
            journal, states, inbox, engine.Shards, book, [new MessageErasure(messages, effects)],
            embedded.Erasables.With([new RejectErasure(sources, rejects, book, marks), new SuppressionErasure(suppressions, book, marks), new DeliveryCleaning(delivery)]));
        started.SetResult(eraser);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Rewriting the journal is long work without a pause: not on a thread that others wait for.
                var worked = await Task.Run(eraser.Step, stoppingToken);
                if (!worked) await Task.Delay(eraser.IsIdle ? Idle : Busy, stoppingToken);
            }
            catch (IOException full)
            {
                log.LogError("The erasing of a customer waits: {Reason}", full.Message);
                await Task.Delay(WhileFull, stoppingToken);
            }
            catch (InvalidDataException damaged)
            {
                log.LogError("A customer cannot be erased everywhere, and it is tried again in a minute: {Reason}", damaged.Message);
                await Task.Delay(AfterDamage, stoppingToken);
            }
        }
    }
}
