using System.Text.Json.Nodes;
using Tandem.Engine.Accounts;
using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Snapshots;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Tests.Recorded;

/// <summary>What lies in a data folder before any server goes on with it.</summary>
internal sealed record StoredFacts
{
    private const int AtOnce = 1_000;

    /// <summary>The time of the last entry.</summary>
    public required Instant End { get; init; }

    /// <summary>Entries, outbox, customers, accounts and snapshots.</summary>
    public required JsonObject Facts { get; init; }

    /// <summary>Which formats were met, each with how often: <c>entry Interaction 1</c>, <c>state Customer3</c>, <c>message Offer 1</c>.</summary>
    public required IReadOnlyDictionary<string, int> Formats { get; init; }

    public required IReadOnlyList<EntityId> Customers { get; init; }

    public required IReadOnlyList<string> Accounts { get; init; }

    public static async Task<StoredFacts> Read(string folder)
    {
        var formats = new SortedDictionary<string, int>(StringComparer.Ordinal);
        // Without upkeep, so that states in chunks are read from there.
        await using var store = EmbeddedStore.Open(folder, TimeProvider.System, new() { UpkeepInBackground = false, SnapshotEvery = default });
        var entries = store.Journal.Read(default).ToList();
        foreach (var entry in entries) Count(formats, entry);
        var rows = States(store.States);
        foreach (var row in rows) Met(formats, $"state {(EntityForm)row.Work.Span[0]}");
        var effects = store.Outbox.Read(0, AtOnce).Select(waiting => waiting.Effect).ToList();
        foreach (var effect in effects) Met(formats, $"effect {effect.Payload.Span[0]}");
        var accounts = rows.Where(row => (EntityForm)row.Work.Span[0] is EntityForm.Account1).Select(row => Account.Read(row.Id, row.Work.Span).GroupId).ToList();
        return new()
        {
            End = entries[^1].At,
            Formats = formats,
            Customers = [.. rows.Where(row => Customer.TryRead(row) is not null).Select(row => row.Id)],
            Accounts = accounts,
            Facts = new JsonObject
            {
                ["entries"] = Lines(entries.Select(EntryText.Of)),
                ["customers"] = Lines(Known(rows)),
                ["outbox"] = Lines(effects.Select(Effect)),
                ["snapshots"] = new JsonArray([.. store.Snapshots.All.Select(manifest => Snapshot(store.Snapshots.FolderOf(manifest)))]),
            },
        };
    }

    private static JsonNode Snapshot(string folder)
    {
        using var snapshot = StateSnapshot.Open(folder);
        return new JsonObject { ["position"] = snapshot.Manifest.Position.Value, ["at"] = snapshot.Manifest.At.ToString(), ["customers"] = Lines(Known(States(snapshot.States))) };
    }

    private static IEnumerable<string> Known(IEnumerable<StateRow> rows) => rows.Select(row => Customer.TryRead(row)).OfType<Customer>().Select(EntryText.Of);

    private static List<StateRow> States(IStateReader states) => [.. states.LoadStates(states.LoadIds(default, AtOnce))];

    private static string Effect(EffectRow row)
    {
        var effect = MessageEffect.Read(row.Payload.Span);
        return $"{effect.Key} to {effect.Customer} at {effect.At}: {effect.Template} by {effect.Channel} for {effect.OriginKind} {effect.OriginName} {effect.OriginStep} to {effect.Address}, {effect.Withheld}, {string.Join("; ", effect.Why)}";
    }

    private static void Count(SortedDictionary<string, int> formats, Entry entry)
    {
        Met(formats, $"entry {entry.Kind} {(entry.Payload.IsEmpty ? "empty" : entry.Payload.Span[0])}");
        if (entry.Kind == EntryKind.Message) Met(formats, $"message {ShardMessage.Read(entry.Payload.Span).Kind} {entry.Payload.Span[0]}");
    }

    private static void Met(SortedDictionary<string, int> formats, string format) => formats[format] = formats.GetValueOrDefault(format) + 1;

    private static JsonArray Lines(IEnumerable<string> lines) => new([.. lines.Select(line => (JsonNode)line)]);
}
