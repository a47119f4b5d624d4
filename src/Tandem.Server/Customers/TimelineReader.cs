using System.Text.Json.Nodes;
using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>
/// Reads a customer's history, newest first: what is in the state, then the stored chunks, the customer's own and those
/// of customers who turned out to be the same. Interactions are looked up in the journal.
/// </summary>
public sealed class TimelineReader(CustomerReader customers, IStateReader states, IJournal journal, Func<int, string> sourceName)
{
    private const int ChunksAtOnce = 5, ItemsAtOnce = 500, MostLookedThrough = 20_000;

    /// <param name="before">The cursor of the page before; null for the newest.</param>
    /// <param name="filter">Which items are wanted.</param>
    /// <returns>Null where there is no such customer; an error for a cursor that is none.</returns>
    public Result<TimelineModel>? Read(in CustomerKey key, int limit, string? before, TimelineFilter filter)
    {
        if (Find(key) is not { } found) return null;
        var items = InOrder(found);
        if (before is not null)
        {
            // By the item and not by a number of them: others may have come meanwhile.
            var place = TimelinePlace.Parse(before);
            items = items.SkipWhile(item => item.Place != place);
            if (!items.Any())
                return new Error("bad_cursor", $"before={before} is not a cursor.") { Hint = "Use the “next” of the page before, or leave it out for the newest items." };
            items = items.Skip(1);
        }
        var page = items.Where(item => filter.Wants(item.Item.Kind)).Chunk(filter.Text.Length > 0 ? ItemsAtOnce : limit + 1)
            .SelectMany(some => Show(found, some)).Where(filter.Wants).Take(limit + 1).ToList();
        var more = page.Count > limit;
        if (more) page.RemoveAt(limit);
        return new TimelineModel(page, more ? page[^1].Id : null);
    }

    /// <summary>All of a customer's history, newest first, read a part at a time.</summary>
    /// <returns>Null where there is no such customer.</returns>
    public IEnumerable<TimelineItemModel>? ReadAll(in CustomerKey key) =>
        Find(key) is { } found ? InOrder(found).Chunk(ItemsAtOnce).SelectMany(items => Show(found, items)) : null;

    /// <summary>What a customer's history says of one entry of the journal, besides that it came, in the order in which it happened; with its words.</summary>
    public IReadOnlyList<(TimelineItem Item, string Title)> At(in CustomerKey key, Position position)
    {
        if (Find(key) is not { } found) return [];
        var newest = Newest(found);
        // One's own are in the order of the journal; those of others who turned out to be the same begin anew.
        if (found.Ids.Count == 1) newest = newest.TakeWhile(item => item.Position >= position);
        var items = newest.Where(item => item.Position == position && item.Kind != TimelineKind.Interaction).Reverse();
        return [.. items.Select(item => (item, TimelineTitles.Of(item, NameOf(item, Other(item), found.Identities))))];
    }

    /// <summary>The newest interactions of a customer, as the journal has them, newest first; read as far as the caller does.</summary>
    public IEnumerable<Entry> InteractionsOf(in CustomerKey key)
    {
        if (Find(key) is not { } found) return [];
        return Newest(found).Take(MostLookedThrough).Where(item => item.Kind == TimelineKind.Interaction).Chunk(ItemsAtOnce)
            .SelectMany(some => journal.Find([.. some.Select(item => item.Position)]).OrderByDescending(entry => entry.Position));
    }

    /// <summary>A customer's interactions with their ids in the history, newest first, read as far as the caller does; without what the journal does not keep any more.</summary>
    public IEnumerable<(string Id, Position Position, Interaction? Interaction)> ReadInteractions(in CustomerKey key)
    {
        if (Find(key) is not { } found) return [];
        return InOrder(found).Where(one => one.Item.Kind == TimelineKind.Interaction).Chunk(ItemsAtOnce).SelectMany(some =>
        {
            var entries = journal.Find([.. some.Select(one => one.Item.Position).Distinct()]).Where(entry => entry.Kind is EntryKind.Interaction or EntryKind.Message).ToDictionary(entry => entry.Position);
            return some.Select(one => (one.Id, one.Item.Position, entries.TryGetValue(one.Item.Position, out var entry) ? Of(entry).AsOf(entry.At) : null));
        });
    }

    /// <summary>One item of a customer's history by its id; null where there is none.</summary>
    public TimelineItemModel? ReadOne(in CustomerKey key, string id) =>
        TimelinePlace.Parse(id) is { } place && Find(key) is { } found && InOrder(found).Where(one => one.Place == place).Take(1).ToList() is [var item] ? Show(found, [item]).Single() : null;

    private Known? Find(in CustomerKey key) => customers.Read(
        key, customer => new Known(customer.Timeline.Items(), customer.Timeline.Chunks, [.. customer.Identities.Select(known => known.Identity)], [customer.Id, .. customer.Merged.Select(merged => merged.Id)]));

    private IEnumerable<TimelineItem> Newest(Known found) => InOrder(found).Select(one => one.Item);

    /// <summary>
    /// Each with a name that stays: its position, its place among those of the same position, and which of the customers who
    /// turned out to be the same it comes from.
    /// </summary>
    private IEnumerable<Numbered> InOrder(Known found)
    {
        var (last, part, ordinal) = (default(Position), 0, 0);
        foreach (var (item, from) in found.Items.AsEnumerable().Reverse().Select(item => (item, 0)).Concat(Older(found)))
        {
            ordinal = item.Position == last && from == part ? ordinal + 1 : 0;
            (last, part) = (item.Position, from);
            yield return new(new(item.Position, ordinal, from), item);
        }
    }

    private IEnumerable<TimelineItemModel> Show(Known found, IReadOnlyList<Numbered> items)
    {
        var entries = journal.Find([.. items.Where(one => one.Item.Kind == TimelineKind.Interaction).Select(one => one.Item.Position).Distinct()])
            .ToDictionary(entry => entry.Position);
        return items.Select(one => Show(one.Item, found.Identities, entries, one.Id));
    }

    private IEnumerable<(TimelineItem Item, int Part)> Older(Known customer)
    {
        // What has left the state since it was read is in the items already.
        var before = customer.Chunks + 1;
        for (var part = 0; part < customer.Ids.Count; part++)
        {
            foreach (var chunks in Chunks(customer.Ids[part], before))
                foreach (var chunk in chunks)
                    foreach (var item in Timeline.Decode(chunk.Bytes.Span).AsEnumerable().Reverse()) yield return (item, part);
            before = int.MaxValue;
        }
    }

    /// <summary>First those that no checkpoint has yet: what is stored meanwhile is in the file and left out there.</summary>
    private IEnumerable<IReadOnlyList<TimelineChunk>> Chunks(EntityId id, int before)
    {
        List<TimelineChunk> chunks = [.. customers.UnstoredTimeline(id).Where(chunk => chunk.Number < before)];
        while (true)
        {
            if (chunks.Count > 0)
            {
                yield return chunks;
                before = chunks[^1].Number;
            }
            chunks = [.. states.LoadTimeline(id, before, ChunksAtOnce)];
            if (chunks.Count == 0) yield break;
        }
    }

    private TimelineItemModel Show(TimelineItem item, IReadOnlyList<Identity> identities, Dictionary<Position, Entry> entries, string id)
    {
        if (item.Kind != TimelineKind.Interaction)
        {
            var detail = new JsonObject { ["subject"] = item.Subject };
            if (item.Detail.Length > 0) detail["detail"] = item.Detail;
            var other = Other(item);
            return new(
                id, item.At.ToDateTimeOffset(), item.At.ToDateTimeOffset(), item.Kind.ToString().ToLowerInvariant(), item.Type, TimelineTitles.Of(item, NameOf(item, other, identities)), null, false, detail, other);
        }
        // A part of the journal that retention took away leaves the line without its content.
        if (!entries.TryGetValue(item.Position, out var entry))
            return new(id, default, default, "interaction", "unknown", "An interaction that is no longer kept", null, false, null, null);
        var interaction = Of(entry);
        var title = interaction.Name.Length > 0 ? interaction.Name : interaction.Type.ToString();
        return new(
            id, entry.At.ToDateTimeOffset(), interaction.Timestamp.ToDateTimeOffset(), "interaction", interaction.Type.ToString().ToLowerInvariant(), title,
            sourceName(interaction.Source), interaction.Historical, JsonNode.Parse(interaction.Body.Span), null);
    }

    /// <summary>With whom a merge was made or undone, as that one is known now.</summary>
    private OtherCustomerModel? Other(in TimelineItem item)
    {
        if (item is not { Kind: TimelineKind.Identity, Type: "separated" or "merged" or "not-separated" } || !EntityId.TryParse(item.Subject, out var id)) return null;
        // While one is on the way back, or is part of somebody else, the anchor would be that one's.
        var anchor = customers.Read(new(id, null), customer => customer.Id == id ? new AnchorModel(customer.Anchor.Kind, customer.Anchor.Value) : null);
        return anchor is null && item.Type != "separated" ? null : new(item.Subject, anchor);
    }

    /// <summary>What to call the other one: by the anchor, or, where that one is part of this customer, by an identity that was its first.</summary>
    private string? NameOf(in TimelineItem item, OtherCustomerModel? other, IReadOnlyList<Identity> identities)
    {
        if (other?.Anchor is { } anchor) return $"{anchor.Kind} {anchor.Value}";
        if (item.Type != "not-separated" || !EntityId.TryParse(item.Subject, out var id)) return null;
        foreach (var identity in identities)
            if (customers.FirstOwner(identity) == id) return $"{identity.Kind} {identity.Value}";
        return null;
    }

    private static Interaction Of(in Entry entry) =>
        Interaction.Read(entry.Kind == EntryKind.Message ? ShardMessage.Read(entry.Payload.Span).First : entry.Payload);

    private readonly record struct Numbered(TimelinePlace Place, TimelineItem Item)
    {
        public string Id => Place.ToString();
    }

    private sealed record Known(List<TimelineItem> Items, int Chunks, IReadOnlyList<Identity> Identities, IReadOnlyList<EntityId> Ids);
}
