using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Server.Customers;

/// <summary>
/// Tells what a trait was, out of what is kept of a customer's interactions: they are taken in the order in which the engine
/// took them, by the rule by which it folds traits. What was said of customers who turned out to be the same is among them,
/// as if they had always been one.
/// </summary>
public sealed class TraitHistory(CustomerReader customers, TimelineReader timelines, Func<int, string> sourceName)
{
    /// <summary>So many interactions are read at most, the newest.</summary>
    public const int MostRead = 20_000;

    /// <returns>Null where there is no such customer.</returns>
    public TraitHistoryModel? Read(in CustomerKey key, string name, int limit)
    {
        if (customers.Read(key, customer => new Known(customer.Traits.TryGetValue(name, out var trait) ? trait : null)) is not { } known) return null;
        var (said, complete) = Said(key, name);
        var changes = Changes(said);
        // What holds is what the engine has, also where nothing that is kept says so.
        var last = changes.LastOrDefault()?.Value;
        if (known.Trait is { } now && !Equals(last, now.Value))
        {
            var by = said.Find(one => one.At == now.At && one.Source == now.Source && Equals(one.Value, now.Value));
            changes.Add(new(now.Value, last, now.Source, now.At, by?.Item));
            complete &= by is not null;
        }
        var items = changes.AsEnumerable().Reverse().Take(limit)
            .Select(change => new TraitValueModel(CustomerMapping.Json(change.Value), CustomerMapping.Json(change.Before), sourceName(change.Source), change.At.ToDateTimeOffset(), change.Item));
        return new(name, [.. items], changes.Count, complete);
    }

    /// <summary>All that was said of the trait, oldest first, and whether that is all.</summary>
    private (List<Saying> Said, bool Complete) Said(in CustomerKey key, string name)
    {
        var (said, read, complete) = (new List<Saying>(), 0, true);
        foreach (var (item, at, interaction) in timelines.ReadInteractions(key))
        {
            if (++read > MostRead) return (InOrder(said), false);
            if (interaction is null) complete = false;
            else if (interaction.Type == InteractionType.Identify && interaction.Traits.AsMap.TryGetValue(Value.Of(name), out var value))
                said.Add(new(at, value.IsNull ? null : value, interaction.Source, interaction.Timestamp, item));
        }
        return (InOrder(said), complete);

        static List<Saying> InOrder(List<Saying> said) => [.. said.OrderBy(one => one.Position)];
    }

    private static List<Change> Changes(List<Saying> said)
    {
        var changes = new List<Change>();
        var known = default(Saying);
        foreach (var one in said)
        {
            // The latest word holds: a late interaction does not undo a newer one.
            if (known?.Value is not null && known.At > one.At) continue;
            if (!Equals(known?.Value, one.Value)) changes.Add(new(one.Value, known?.Value, one.Source, one.At, one.Item));
            known = one;
        }
        return changes;
    }

    private sealed record Known(Trait? Trait);

    private sealed record Saying(Position Position, Value? Value, int Source, Instant At, string Item);

    private sealed record Change(Value? Value, Value? Before, int Source, Instant At, string? Item);
}
