using System.Collections.Concurrent;
using Tandem.Connect.Channels;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>
/// Performs the effects of the outbox: each at most once at a time, the attempt recorded before it is made. An attempt
/// without an outcome that is met again was cut short; its channel says whether it is made again or held. Driven by one
/// thread at a time through <see cref="Step"/>.
/// </summary>
public sealed class EffectRunner(IOutbox outbox, IInbox inbox, IMessageStore store, MessageMaker maker, SendingSwitch sending, SuppressionList suppressions, DeliveryOptions options, TimeProvider time) : IDisposable
{
    // Many mailbox messages share a commit; of those that go outside few, as a crash leaves a whole batch uncertain.
    private const int MailboxBatch = 500, OutsideBatch = 16;

    private static readonly TimeSpan BetweenSteps = TimeSpan.FromSeconds(1);

    private readonly List<DeliveryReport> reports = [];

    // What is known of attempts that were made and could not be written down, as the disk was full.
    private readonly List<MessageRecord> unwritten = [];
    private long cursor;
    private readonly long[] ends = new long[(int)DeliveryOutcome.Uncertain + 1];
    private readonly SemaphoreSlim turn = new(1);
    private long performed;

    /// <summary>Messages that got their outcome since the process began.</summary>
    public long Performed => Interlocked.Read(ref performed);

    /// <summary>Those of them that ended in one way.</summary>
    public long Ends(DeliveryOutcome outcome) => Interlocked.Read(ref ends[(int)outcome]);

    /// <summary>Does something between two steps, while it has no message in its hands; from any thread.</summary>
    /// <returns>Null, and nothing done, where it has some and is to be asked again.</returns>
    public int? Between(Func<int?> work)
    {
        if (!turn.Wait(BetweenSteps)) return null;
        try
        {
            return reports.Count + unwritten.Count == 0 ? work() : null;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Handles the next waiting effects and the retries that are due.</summary>
    /// <returns>How many messages it looked at; 0 when nothing waits.</returns>
    /// <exception cref="OverloadedException">Outcomes could not be reported now; the next step does it.</exception>
    /// <exception cref="StorageFullException">Nothing more was attempted; the next step begins where it must.</exception>
    public async ValueTask<int> Step(CancellationToken cancel)
    {
        // A server that stops records what waits all the same; only attempts are not begun.
        if (!turn.Wait(TimeSpan.Zero)) await turn.WaitAsync(cancel);
        try
        {
            return await Perform(cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<int> Perform(CancellationToken cancel)
    {
        WriteEnds();
        await Report();
        var channel = sending.Channel;
        var max = channel.ReachesPeople ? OutsideBatch : MailboxBatch;
        var began = cursor;
        var whole = false;
        try
        {
            var due = store.Due(Now, max);
            var (effects, last) = Waiting(max - due.Count);
            if (due.Count + effects.Count > 0) await Perform([.. due, .. effects], channel, cancel);
            cursor = last;
            whole = true;
            await Report();
            return last == began ? due.Count : Math.Max(1, due.Count + effects.Count);
        }
        finally
        {
            // After a failure what was begun is looked at again: the store knows how far it came.
            if (!whole) cursor = 0;
        }
    }

    private Instant Now => Instant.From(time.GetUtcNow());

    /// <summary>What the outbox offers and the store has no end of yet.</summary>
    private (List<MessageRecord> Messages, long Last) Waiting(int max)
    {
        var last = cursor;
        var fresh = new List<MessageRecord>();
        if (max <= 0) return (fresh, last);
        var offered = outbox.Read(cursor, max);
        if (offered.Count == 0) return (fresh, last);
        var known = store.Find([.. offered.Select(row => row.Effect.Key)]).ToDictionary(message => message.Effect.Key);
        var cut = new List<MessageRecord>();
        foreach (var (number, row) in offered)
        {
            last = number;
            if (!known.TryGetValue(row.Key, out var message)) fresh.Add(MessageRecord.Queue(MessageEffect.Read(row.Payload.Span)));
            else if (message.HasOutcome) reports.Add(message.Report());
            else if (message.Status == MessageStatus.Sending && message.Repeatable) fresh.Add(message);
            else if (message.Status == MessageStatus.Sending)
                cut.Add(message.End(DeliveryOutcome.Uncertain, "The attempt was cut short; the customer may have the message. It is not sent again."));
        }
        Ended(store.Write(cut));
        return (fresh, last);
    }

    private async ValueTask Perform(List<MessageRecord> messages, IChannel channel, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var made = messages.Select(message => maker.Make(message, channel, now)).ToList();
        Ended(store.Write([.. made.Select(one => one.Record)]));
        var attempts = made.Where(one => one.Message is not null).ToList();
        var done = new ConcurrentBag<MessageRecord>();
        try
        {
            await Parallel.ForEachAsync(attempts, new ParallelOptions { MaxDegreeOfParallelism = channel.Parallel }, async (attempt, _) =>
            {
                // An attempt that was begun is seen through; one that was not waits for the next start.
                done.Add(cancel.IsCancellationRequested
                    ? attempt.Record.Later("The server stopped before this attempt.", Now)
                    : After(attempt.Record, await channel.Send(attempt.Message!, CancellationToken.None)));
            });
        }
        finally
        {
            // Also when one attempt failed in a way that nobody foresaw: what is known of the others is kept.
            unwritten.AddRange(done.OrderBy(message => message.Effect.Key, StringComparer.Ordinal));
            WriteEnds();
        }
    }

    /// <exception cref="StorageFullException">They are written with the next step: what happened to them is known, and is not to look like a crash.</exception>
    private void WriteEnds()
    {
        if (unwritten.Count == 0) return;
        Ended(store.Write(unwritten));
        unwritten.Clear();
    }

    private MessageRecord After(MessageRecord message, SendResult result)
    {
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                return message.End(DeliveryOutcome.Sent, result.Detail);
            case SendOutcome.Bounced:
                suppressions.Put(new(message.Effect.Channel, message.Effect.Address!, $"bounced: {result.Detail}", Now, "engine"));
                return message.End(DeliveryOutcome.Bounced, result.Detail);
            case SendOutcome.TryLater when message.Attempts < options.MaxAttempts:
                return message.Later(result.Detail, Now + Wait(message.Attempts));
            case SendOutcome.TryLater:
                return message.End(DeliveryOutcome.Failed, $"Given up after {message.Attempts} attempts: {result.Detail}");
            case SendOutcome.Uncertain:
                return message.End(DeliveryOutcome.Uncertain, result.Detail);
            default:
                return message.End(DeliveryOutcome.Failed, result.Detail);
        }
    }

    private Duration Wait(int attempts) => new((long)Math.Min(options.MaxWait.Micros, options.FirstWait.Micros * Math.Pow(4, attempts - 1)));

    /// <summary>Of what was written, that which has its end is to be reported; what another knows better of, that one reports.</summary>
    private void Ended(IEnumerable<MessageRecord> written)
    {
        var before = reports.Count;
        reports.AddRange(written.Where(message => message.HasOutcome).Select(message => message.Report()));
        Interlocked.Add(ref performed, reports.Count - before);
        for (var i = before; i < reports.Count; i++) Interlocked.Increment(ref ends[(int)reports[i].Outcome]);
    }

    private async ValueTask Report()
    {
        if (reports.Count == 0) return;
        await inbox.Accept([.. reports.Select(report => new Arrival(report.Customer.Home, EntryKind.Delivery, report.ToBytes(), report))]);
        reports.Clear();
    }
}
