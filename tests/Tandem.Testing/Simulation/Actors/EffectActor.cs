using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>
/// Performs the effects of the outbox by the rules of the server's effect runner, each stage a step of its own, so that
/// a crash can come between any two: look, record the attempts, make them, record the outcomes, report.
/// </summary>
internal sealed class EffectActor(Process process) : IActor
{
    public const string ActorName = "effects";

    private const int MaxAttempts = 3;

    private static readonly MessageContent Content = new("a@example.com", "s", "h", "t", []);

    private readonly PatientAccept accept = new(process.Store);
    private readonly List<DeliveryReport> reports = [];
    private readonly Queue<MessageRecord> attempts = new();
    private readonly List<MessageRecord> ended = [];
    private long cursor;

    public string Name => ActorName;

    /// <summary>Goes outside, where an attempt is never made twice; else into a mailbox, where repeating is harmless.</summary>
    private bool IsOutside => process.Workspace == 0;

    /// <summary>Whether no message is in its hands.</summary>
    public bool IsIdle => attempts.Count + ended.Count + reports.Count == 0 && !accept.IsWaiting;

    public bool Step(int size)
    {
        if (accept.IsWaiting) return accept.Poll() is not null;
        if (attempts.TryDequeue(out var attempt))
        {
            process.Ledger.Attempted(attempt.Effect.Key, attempt.Attempts);
            ended.Add(After(attempt));
            return true;
        }
        if (ended.Count > 0)
        {
            process.Durable.Messages.Write(ended);
            reports.AddRange(ended.Where(message => message.HasOutcome).Select(message => message.Report()));
            ended.Clear();
            return true;
        }
        if (reports.Count > 0)
        {
            accept.Begin([.. reports.Select(report => new Arrival(report.Customer.Home, EntryKind.Delivery, report.ToBytes(), report))]);
            reports.Clear();
            return true;
        }
        return Look(Math.Clamp(size, 1, 50));
    }

    /// <summary>Finds what is due and what the outbox offers, and records the attempts before any is made.</summary>
    private bool Look(int max)
    {
        var messages = process.Durable.Messages;
        var found = messages.Due(process.Clock.Now, max);
        var offered = process.Store.Read(cursor, max - found.Count);
        foreach (var (number, row) in offered)
        {
            cursor = number;
            if (messages.Find(row.Key) is not { } known) found.Add(MessageRecord.Queue(MessageEffect.Read(row.Payload.Span)));
            else if (known.HasOutcome) reports.Add(known.Report());
            else if (known is { Status: MessageStatus.Sending, Repeatable: true }) found.Add(known);
            else if (known.Status == MessageStatus.Sending) ended.Add(known.End(DeliveryOutcome.Uncertain, "cut short"));
        }
        foreach (var message in found)
        {
            if (message.Effect.Withheld is { } reason) ended.Add(message.End(DeliveryOutcome.Withheld, reason));
            else attempts.Enqueue(message.Attempt(IsOutside ? "smtp" : "mailbox", IsOutside, !IsOutside, Content));
        }
        messages.Write(attempts);
        return found.Count + offered.Count > 0;
    }

    /// <summary>What became of an attempt; drawn from its key, so that it is the same in every run.</summary>
    private MessageRecord After(MessageRecord attempt) => (Xxh64.Hash(System.Text.Encoding.UTF8.GetBytes(attempt.Effect.Key), (ulong)attempt.Attempts) % 10) switch
    {
        0 or 1 when attempt.Attempts < MaxAttempts => attempt.Later("busy", process.Clock.Now + Duration.FromMinutes(attempt.Attempts)),
        2 => attempt.End(DeliveryOutcome.Bounced, "no such address"),
        3 when IsOutside => attempt.End(DeliveryOutcome.Uncertain, "the line broke"),
        _ => attempt.End(DeliveryOutcome.Sent, "taken"),
    };
}
