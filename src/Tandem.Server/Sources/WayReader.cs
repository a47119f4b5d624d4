using System.Text.Json;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;

namespace Tandem.Server.Sources;

/// <summary>Tells an interaction's way through the engine, from what the journal and the checkpoints hold. Thread-safe.</summary>
public sealed class WayReader(
    InteractionFinder finder, IJournal journal, IEngine engine, CustomerReader customers, CustomerMapping mapping, TimelineReader timelines, SourceRegistry sources)
{
    /// <param name="id">A position, or the id of an item.</param>
    /// <returns>Null where there is no such interaction, or not any more.</returns>
    public async Task<InteractionModel?> Read(string id, CancellationToken cancelled)
    {
        await engine.Settle(cancelled);
        if (finder.Find(id) is not { } entry) return ItemId.TryParse(id, out var item) ? OnTheWay(id, item.Value) : null;
        var noted = Noted(entry.Position);
        // What is folded and in no checkpoint yet is brought there.
        if (noted is [] or [.., { Kind: DispositionKind.Forwarded }])
        {
            engine.Checkpoint();
            noted = Noted(entry.Position);
        }
        var interaction = Interaction.Read(entry.Payload);
        var body = JsonElement.Parse(interaction.Body.Span);
        var whose = noted is [.., { Kind: DispositionKind.Applied or DispositionKind.Reassigned or DispositionKind.Duplicate } last] ? Customer(last.Customer) : null;
        return new(
            id, entry.Position.ToString(), entry.Shard.Value, Outcomes.Last(noted), sources.NameOf(interaction.Source), interaction.Type.Word(), interaction.Name, interaction.MessageId,
            interaction.Historical, Shown(interaction), SenderClock.Explain(interaction, body, entry.At), body, Way(entry, interaction, noted),
            whose is null || noted[^1].Kind == DispositionKind.Duplicate ? null : Changes(entry, interaction, body, whose));
    }

    private IReadOnlyList<Disposition> Noted(Position position) => finder.Dispositions([position]).GetValueOrDefault(position, []);

    /// <summary>It is durable, and no turn has taken it: only the process that accepted it knows what it says.</summary>
    private InteractionModel? OnTheWay(string id, ItemId item)
    {
        if (!finder.IsOnTheWay(item)) return null;
        var known = sources.All.SelectMany(source => source.Traffic.Recent(SourceTraffic.Kept)).FirstOrDefault(one => one.Id == item);
        if (known?.Interaction is not { } interaction) return null;
        var body = JsonElement.Parse(interaction.Body.Span);
        return new(
            id, null, item.Shard.Value, Outcomes.Waiting, sources.NameOf(interaction.Source), interaction.Type.Word(), interaction.Name, interaction.MessageId,
            interaction.Historical, Shown(interaction), SenderClock.Explain(interaction, body, null), body, [Received(interaction), WayText.Waits], null);
    }

    private List<WayStepModel> Way(Entry entry, Interaction interaction, IReadOnlyList<Disposition> noted)
    {
        var decided = journal.Find([.. noted.Select(one => one.Folded).Distinct()]).ToDictionary(one => one.Position);
        List<WayStepModel> way = [Received(interaction), WayText.Accepted(entry)];
        foreach (var one in noted)
        {
            var at = decided.GetValueOrDefault(one.Folded);
            way.Add(WayText.Decided(one, at.Kind == default ? null : at, Customer(one.Customer), one.Kind == DispositionKind.Duplicate ? First(one.Customer, entry, interaction) : null));
        }
        if (noted is [] or [.., { Kind: DispositionKind.Forwarded }]) way.Add(WayText.Waits);
        return way;
    }

    private WayStepModel Received(Interaction interaction) => WayText.Received(interaction, sources.NameOf(interaction.Source));

    /// <summary>The position of the interaction that one repeats; null where it is not found any more.</summary>
    private Position? First(EntityId customer, Entry entry, Interaction interaction)
    {
        foreach (var earlier in timelines.InteractionsOf(new(customer, null)))
            if (earlier.Position < entry.Position && earlier.Kind == EntryKind.Interaction && Interaction.Read(earlier.Payload).DedupeHash == interaction.DedupeHash) return earlier.Position;
        return null;
    }

    private List<ShownIdentityModel> Shown(Interaction interaction) =>
    [
        .. interaction.Identities.Select(identity => customers.Read(new(default, identity), CustomerMapping.Summary) is { } owner
            ? new ShownIdentityModel(identity.Kind, identity.Value, owner.Id, owner.Name)
            : new ShownIdentityModel(identity.Kind, identity.Value, null, null)),
    ];

    private CustomerSummary? Customer(EntityId id) => id.IsNobody ? null : customers.Read(new(id, null), CustomerMapping.Summary);

    private ChangesModel Changes(Entry entry, Interaction interaction, JsonElement body, CustomerSummary whose)
    {
        var key = new CustomerKey(EntityId.TryParse(whose.Id, out var id) ? id : default, null);
        return new(
            interaction.Type == InteractionType.Identify ? Traits(body, customers.Read(key, mapping.Whole)?.TraitDetails ?? []) : [],
            [.. timelines.At(key, entry.Position).Select(item => new ChangeModel(
                item.Item.Kind.ToString().ToLowerInvariant(), item.Item.Type, item.Title, item.Item.Subject, item.Item.Detail, item.Item.At.ToDateTimeOffset(), item.Item.At < entry.At))]);
    }

    private static List<TraitChangeModel> Traits(JsonElement body, IReadOnlyList<TraitModel> known)
    {
        if (!body.TryGetProperty("traits", out var traits) || traits.ValueKind != JsonValueKind.Object) return [];
        return [.. traits.EnumerateObject().Select(said =>
        {
            var now = known.FirstOrDefault(trait => trait.Name == said.Name);
            return new TraitChangeModel(said.Name, said.Value, now is null ? said.Value.ValueKind == JsonValueKind.Null : JsonElement.DeepEquals(now.Value, said.Value), now);
        })];
    }
}
