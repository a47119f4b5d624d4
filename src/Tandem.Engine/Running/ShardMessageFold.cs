using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Running;

/// <summary>Folds what other shards tell this one, each message once and in the order of their numbers.</summary>
internal sealed class ShardMessageFold(FoldStep step, Routing routing, PageFold pages, UndoFold undo, RuleSwitch rules)
{
    private readonly ShardState state = step.State;

    public void Fold(ShardMessage message, in Entry entry)
    {
        if (!IsNext(message.From, message.Number, message.Ruleset)) return;
        switch (message.Kind)
        {
            case MessageKind.Link when message.Target.IsNobody:
                IdentityFold.OnLink(step, message);
                break;
            case MessageKind.Shown when message.Target.IsNobody:
                IdentityFold.OnShown(step, message);
                break;
            case MessageKind.Forward when message.Target.IsNobody:
                routing.Route(Interaction.Read(message.First).AsOf(message.Time), new(message.EntryPosition, message.Time, message.EntryKind, message.First));
                break;
            case MessageKind.GivenBack:
                undo.TakeBack(message);
                break;
            case MessageKind.MemberSeparated:
                AccountFold.OnMemberSeparated(step, message);
                break;
            case MessageKind.Member:
                AccountFold.OnMember(step, message);
                break;
            case MessageKind.Forget:
                EraseFold.Forget(step, message);
                break;
            case MessageKind.Erase:
                EraseFold.EraseMerged(step, message.Target, [.. AccountNews.Members(message)]);
                break;
            case MessageKind.AccountTraits when message.Target.IsNobody:
                pages.Tell(message);
                break;
            case MessageKind.Forward:
                routing.Deliver(
                    message.Target,
                    new(message.EntryPosition, message.Time, message.EntryKind, message.First) { For = message.For },
                    ArrivalFold.Parse(message.EntryKind, message.Time, message.First));
                break;
            default:
                routing.Deliver(message.Target, new(entry.Position, step.Now, EntryKind.Message, entry.Payload) { For = message.For }, message);
                break;
        }
    }

    /// <summary>Where a message was erased from the journal, those after it still follow.</summary>
    public void Skip(ErasedEntry erased)
    {
        if (erased.Kind == EntryKind.Message) IsNext(erased.From, erased.Number, erased.Ruleset);
    }

    /// <summary>Whether a message is new here, and comes when it should; and if so, takes over the sender's ruleset.</summary>
    private bool IsNext(ShardId from, long number, int ruleset)
    {
        var last = state.Head.LastFrom(from);
        // A sender that replays its journal after a crash sends again what was folded here already.
        if (number <= last) return false;
        if (number != last + 1) throw new InvalidDataException($"Message {number} of shard {from} came to shard {state.Id} after {last}: one is missing.");
        state.Head.Got(from, number);
        if (ruleset > state.Head.Ruleset) rules.To(ruleset);
        return true;
    }
}
