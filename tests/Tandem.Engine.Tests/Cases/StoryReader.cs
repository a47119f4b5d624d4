using Tandem.Engine.Customers;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Cases;

/// <summary>Compares what a story says of a customer, or of the counts, with what there is.</summary>
internal static class StoryReader
{
    public static IEnumerable<string> Differences(World world, string whom, object what)
    {
        if (whom == "count") return Compare("the count of", Yaml.Map(what).Select(count => (count.Key, Yaml.Text(count.Value), (string?)$"{world.Count(count.Key):0}")));
        if (world.Find(whom) is not { } customer) return what is "nobody" ? [] : [$"{whom} is nobody"];
        if (what is "nobody") return [$"{whom} is {customer.Anchor}"];
        return Compare(whom, Yaml.Map(what).SelectMany(fact => Facts(world, customer, fact.Key, fact.Value)));
    }

    private static IEnumerable<(string What, string Expected, string? Actual)> Facts(World world, Customer customer, string what, object expected) => what switch
    {
        "is" => Yaml.Texts(expected).Select(other => ($"is {other}", customer.Id.ToString(), world.Find(other)?.Id.ToString())),
        "is not" => Yaml.Texts(expected).Select(other => ($"is not {other}", "another customer", (string?)(world.Find(other)?.Id == customer.Id ? "the same" : "another customer"))),
        "interactions" => [(what, Yaml.Text(expected), $"{customer.Interactions}")],
        "segments" => [(what, Line(Yaml.Texts(expected).Order()), Line(customer.Memberships.Select(membership => membership.Segment).Order()))],
        "identities" => [(what, Line(Yaml.Texts(expected).Order()), Line(customer.Identities.Select(known => known.Identity.ToString()).Order()))],
        "conflicts" => [(what, Line(Yaml.Texts(expected).Order()), Line(customer.Conflicts.Select(conflict => conflict.Identity.ToString()).Order()))],
        "traits" => Yaml.Map(expected).Select(trait => (trait.Key, Yaml.Json(trait.Value), customer.Traits.TryGetValue(trait.Key, out var known) ? Expressions.Values.ValueJson.Text(known.Value) : null)),
        "journeys" => Yaml.Map(expected).Select(journey => (journey.Key, Yaml.Text(journey.Value).ToLowerInvariant(), customer.Enrolments.Find(walk => walk.Journey == journey.Key)?.State.ToString().ToLowerInvariant())),
        "last seen" => [(what, Yaml.Text(expected), customer.LastSeen.ToString())],
        "timeline" => [(what, Line(Yaml.Texts(expected)), Line(customer.Timeline.Items().Select((item, place) => Told(item, Yaml.Texts(expected).ElementAtOrDefault(place)))))],
        _ => throw new FormatException($"{what} is nothing that a story can say of a customer."),
    };

    /// <summary>An item as a line of a story, with its time where the line there begins with one.</summary>
    private static string Told(TimelineItem item, string? expected)
    {
        if (item.Kind == TimelineKind.Interaction) return "interaction";
        var line = $"{item.Type} {item.Subject}";
        if (item.Type == "merged") line = item.Type;
        return expected is not null && char.IsAsciiDigit(expected[0]) ? $"{item.At} {line}" : line;
    }

    private static string Line(IEnumerable<string> parts) => $"[{string.Join(", ", parts)}]";

    private static List<string> Compare(string whom, IEnumerable<(string What, string Expected, string? Actual)> facts) =>
        [.. facts.Where(fact => fact.Expected != fact.Actual).Select(fact => $"{whom} {fact.What}: expected {fact.Expected}, and there is {fact.Actual ?? "none"}")];
}
