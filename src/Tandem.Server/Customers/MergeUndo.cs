using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.Separation;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Customers;

/// <summary>Has merges undone, where they can be.</summary>
public sealed class MergeUndo(CustomerReader customers, IEngine engine, Separating separating, IJournal journal, IStateReader states)
{
    /// <returns>Null where it is under way now; else why it cannot be.</returns>
    public async Task<Error?> Ask(CustomerKey key, EntityId absorbed, CancellationToken cancelled)
    {
        var merge = customers.Read(key, customer => new Merge(
            customer.Id, [.. customer.Merged], customer.Separation is not null,
            customer.Timeline.Items().Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position).DefaultIfEmpty(journal.First).Min()));
        if (merge is null || merge.Merged.TrueForAll(merged => merged.Id != absorbed)) return new Error("unknown_merge", $"{absorbed} was not merged into this customer, or is one of its own again.");
        if (separating.IsAsked(absorbed) || merge.IsUnderWay) return new Error("undo_running", "A merge of this customer is being undone already.") { Hint = "Try again in a moment." };
        var to = engine.Shard(absorbed.Home).Read(state => (state.Find(absorbed) as Moved)?.To ?? default);
        if (to != merge.Stayer) return new Error("later_merge", $"{absorbed} had become part of {to} before that was merged into this customer.") { Hint = $"Undo the merge of {to} first." };
        if (FirstOf(merge) < journal.First || !PastReader.HasOffer(journal, merge.Merged.Find(merged => merged.Id == absorbed)))
            return new Error("history_gone", "The journal does not go back to the first interaction of both, so that it cannot be told what belongs to whom.");
        await separating.Ask(absorbed, cancelled);
        return null;
    }

    /// <summary>Where the oldest interaction stands of all who are this customer by now.</summary>
    private Position FirstOf(Merge merge) => merge.Merged.Select(merged => merged.Id).Append(merge.Stayer)
        .SelectMany(id => states.LoadTimeline(id, 2, 1)).SelectMany(chunk => Timeline.Decode(chunk.Bytes.Span))
        .Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position).Append(merge.First).Min();

    private sealed record Merge(EntityId Stayer, List<MergedCustomer> Merged, bool IsUnderWay, Position First);
}
