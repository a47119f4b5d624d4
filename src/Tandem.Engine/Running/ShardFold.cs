using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>
/// Folds the entries of one shard, one after another: identity, profile, aggregates, segments, journeys, effects. A pure
/// function of state, entry and ruleset: it knows no clock, draws no random numbers, and does no I/O of its own.
/// </summary>
public sealed class ShardFold
{
    /// <summary>How many customers one tick looks at, at most.</summary>
    public const int TimersPerTick = 1000;

    private readonly ShardState state;
    private readonly FoldStep step;
    private readonly RuleSwitch rules;
    private readonly Routing routing;
    private readonly PageFold pages;
    private readonly UndoFold undo;
    private readonly ShardMessageFold messages;

    /// <param name="rulesets">A ruleset by its number; it must be there before an entry names it.</param>
    public ShardFold(ShardState state, Func<int, Ruleset> rulesets)
    {
        this.state = state;
        step = new(state);
        rules = new(step, rulesets);
        routing = new(step);
        pages = new(step, routing);
        undo = new(step, routing, rules);
        messages = new(step, routing, pages, undo, rules);
    }

    public void Fold(in Entry entry)
    {
        step.Position = step.Folding = entry.Position;
        step.Historical = false;
        // The store stamps times that never decrease; this keeps the promise also towards a clock that was set back.
        state.Head.At = step.Now = entry.At > state.Head.At ? entry.At : state.Head.At;
        switch (entry.Kind)
        {
            case EntryKind.Interaction:
                var interaction = entry.Parsed as Interaction ?? Interaction.Read(entry.Payload);
                routing.Route(interaction.AsOf(step.Now), new(entry.Position, step.Now, EntryKind.Interaction, entry.Payload));
                break;
            case EntryKind.Tick:
                Tick();
                break;
            case EntryKind.Ruleset:
                rules.To((int)new ByteReader(entry.Payload.Span[1..]).Varint());
                break;
            case EntryKind.Message:
                messages.Fold(entry.Parsed as ShardMessage ?? ShardMessage.Read(entry.Payload.Span), entry);
                break;
            case EntryKind.Delivery:
                var report = DeliveryReport.Read(entry.Payload.Span);
                routing.Deliver(report.Customer, new(entry.Position, step.Now, EntryKind.Delivery, entry.Payload), report);
                break;
            case EntryKind.Restate:
                pages.Restate(entry.Parsed as Restatement ?? Restatement.Read(entry.Payload.Span));
                break;
            case EntryKind.Launch:
                pages.Launch(CampaignLaunch.Read(entry.Payload.Span));
                break;
            case EntryKind.Version:
                state.Head.EngineVersion = EngineVersion.Read(entry.Payload.Span);
                break;
            case EntryKind.Past:
                pages.Bring(entry.Parsed as PastPage ?? PastPage.Read(entry.Payload.Span));
                break;
            case EntryKind.Whole:
                if (state.Head.Aggregates.MakeWhole(WholePast.Read(entry.Payload.Span))) rules.NextEpoch();
                break;
            case EntryKind.Separating:
                undo.Begin(SeparationStart.Read(entry.Payload.Span));
                break;
            case EntryKind.Separated:
                undo.End(SeparationEnd.Read(entry.Payload.Span));
                break;
            case EntryKind.Erase:
                EraseFold.Begin(step, ErasureStart.Read(entry.Payload.Span));
                break;
            case EntryKind.Erased:
                step.HasPassedErased = true;
                messages.Skip(ErasedEntry.Read(entry.Payload.Span));
                break;
            default:
                throw new InvalidDataException($"Entry {entry.Position} has the unknown kind {(int)entry.Kind}; was it written by a newer version?");
        }
        state.EndEntry();
        state.Head.Position = entry.Position;
    }

    private void Tick()
    {
        foreach (var id in state.Timers.DueBy(step.Now, TimersPerTick))
            if (state.Find(id) is Customer { Separation: { } open } held) undo.GiveUp(held, open);
            else if (state.Find(id) is Customer customer) TimerFold.Fire(step, customer);
            else if (state.Find(id) is Account account) AccountNews.OnDue(step, account);
            else state.Timers.Set(id, null);
    }
}
