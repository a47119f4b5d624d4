using Tandem.Engine.Effects;
using Tandem.Engine.Erasure;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;
using Tandem.Server.Sources;
using Tandem.Server.Views;

namespace Tandem.Server.Privacy;

/// <summary>
/// Drives the <see cref="Eraser"/>, which erases customers beside the traffic. Of several processes the eldest does it; the
/// next one begins anew with what is not done.
/// </summary>
internal sealed class Erasing(
    IEngine engine, IJournal journal, IStateReader states, IInbox inbox, WorkspaceStore store, IMessageStore messages, EffectRunner effects, Eldest eldest,
    SuppressionList suppressions, SourceRegistry sources, RejectLog rejects, TrafficErasure traffic, ViewBook views, ErasureBook book, IdentityMarks marks, ILogger<Erasing> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1), Busy = TimeSpan.FromMilliseconds(5), NotEldest = TimeSpan.FromMilliseconds(500),
        WhileFull = TimeSpan.FromSeconds(1), WhileAway = TimeSpan.FromSeconds(1), AfterDamage = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim asked = new(0);

    /// <summary>Says that a request is kept; those of other processes are seen within a second.</summary>
    public void Wake() => asked.Release();

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Eraser? eraser = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!eldest.IsThis)
            {
                eraser = null;
                await Task.Delay(NotEldest, stoppingToken);
                continue;
            }
            try
            {
                eraser ??= new(journal, states, inbox, engine.Shards, book, [FromMessages()], Others());
                if (eraser.IsIdle) eraser.Look();
                // Rewriting the journal is long work without a pause: not on a thread that others wait for.
                var worked = await Task.Run(eraser.Step, stoppingToken);
                if (!worked) await asked.WaitAsync(eraser.IsIdle ? Idle : Busy, stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                // What was done is kept, and every step may be done twice.
                eraser = null;
                await Task.Delay(WhileAway, stoppingToken);
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

    private MessageErasure FromMessages() => new(messages, effects, store.Cluster?.SendingLease ?? TimeSpan.Zero);

    private IReadOnlyList<IErasable> Others()
    {
        IErasable[] own = [new RejectErasure(sources, rejects, traffic, book, marks), new SuppressionErasure(suppressions, book, marks), new ViewErasure(views, book, marks)];
        return store is { Embedded: { } embedded, Delivery: { } delivery } ? embedded.Erasables.With(book, [.. own, new DeliveryCleaning(delivery)]) : store.Cluster!.Erasables.With(book, own);
    }
}
