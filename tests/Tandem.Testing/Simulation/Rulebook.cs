using System.Collections.Concurrent;
using Tandem.Engine.Effects;
using Tandem.Engine.Journeys;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Segments;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>
/// The rulesets that simulations switch between: windows, traits, identities, consents, segments that read each other,
/// walks with waits and branches, a campaign. A recipe changes windows, and leaves definitions out that others have.
/// </summary>
internal static class Rulebook
{
    public const int Recipes = 24;

    public const string Campaign = "spring", SecondCampaign = "summer";

    // Compiling takes longer than all else in a short life, and a ruleset is immutable.
    private static readonly ConcurrentDictionary<(int Number, int Recipe), Ruleset> Compiled = new();

    public static Ruleset Get(int number, int recipe) => Compiled.GetOrAdd((number, recipe), key => Ruleset.Compile(Source(key.Number, key.Recipe)));

    private static RulesetSource Source(int number, int recipe) => new()
    {
        Number = number,
        Segments = [.. Segments(recipe)],
        Templates = [new("mail", 1, "email", TemplatePurpose.Marketing, null, "s", "h", null), new("receipt", 1, "email", TemplatePurpose.Transactional, null, "s", "h", null)],
        Journeys = recipe % 5 == 4 ? [] : [.. Enumerable.Range(1, Math.Min(number, 3)).SelectMany(Journeys)],
        // What is blocked from now on may have named somebody before.
        Identities = recipe % 3 == 0 ? [new("card", null, ["0"])] : [],
        Campaigns = recipe % 7 == 6 ? [] :
        [
            new(Campaign, 1, "buyers", [new("a", "email", "mail", 2), new("b", "email", "receipt", 1), new("control", null, null, 1)],
                [new("order", "Order Completed", Duration.FromDays(30), "total"), new("visit", "Visit", Duration.FromDays(3), null)]),
            new(SecondCampaign, 1, "pros", [new("x", "email", "receipt", 1), new("control", null, null, 1)], [new("order", "Order Completed", Duration.FromDays(5), "total")]),
        ],
    };

    private static IEnumerable<SegmentSpec> Segments(int recipe)
    {
        var days = 7 + recipe % 4 * 20;
        yield return new("buyers", $"""events("Order Completed").within("{days}d").count() >= {1 + recipe % 2}""");
        yield return new("pros", "customer.traits.plan == 'pro' || in_segment('buyers')");
        if (recipe % 3 != 1) yield return new("lapsing", """events("Order Completed").any() && events("Order Completed").within("30d").none()""");
        if (recipe % 3 != 2) yield return new("busy", """events("Visit").within("12h").count() >= 2 && in_segment("pros")""");
        if (recipe % 4 != 3) yield return new("reachable", """customer.consents.email && has(customer.identities.email)""");
        if (recipe % 3 != 1) yield return new("of-size", "account.traits.size >= 4");
        if (recipe % 4 == 0) yield return new("of-g1", "account.id == 'g1' || in_segment('pros')");
        // Other figures over the past, each in some recipes, so that switching begins and drops them.
        if (recipe % 5 != 1) yield return new("spent", $"""events("Order Completed").where(e, e.properties.total > 5.0).within("{days}d").sum(e, e.properties.total) >= 20.0""");
        if (recipe % 5 != 2) yield return new("once-large", """events("Order Completed").max(e, e.properties.total) > 15.0 && events("Visit").none()""");
        if (recipe % 5 != 3) yield return new("looked-then-bought", $"""events("Visit").within("{days}d").followed_by(events("Order Completed"), "3d").count() >= 1""");
        if (recipe % 4 != 1) yield return new("looked-and-left", """events("Visit").within("20d").not_followed_by(events("Order Completed"), "2d").any()""");
        if (recipe % 4 != 2) yield return new("last-small", $"""events("Order Completed").within("{2 * days}d").last().properties.total < 10.0 && in_segment("buyers")""");
        if (recipe % 3 != 0) yield return new("varied", """events("Order Completed").distinct(e, e.properties.total) >= 2""");
        if (recipe % 2 == 1) yield return new("began-large", """events("Order Completed").within("40d").first().properties.total > 12.0 || events("Order Completed").within("9d").avg(e, e.properties.total) > 18.0""");
        if (recipe % 2 == 0) yield return new("ever", """events("Order Completed").count() + events("Visit").count() >= 3""");
    }

    private static IEnumerable<JourneySpec> Journeys(int version)
    {
        if (version != 2)
            yield return new("win-back", version, new Trigger.OnSegment("lapsing"), Reentry.AfterExit,
            [
                new Step.Wait("wait", Duration.FromDays(version)),
                new Step.Branch("still", """in_segment("lapsing")""", [new Step.Send("send", "email", "mail")], [new Step.Exit("out")]),
                new Step.Wait("rest", Duration.FromHours(0)),
            ]);
        yield return new("thanks", version, new Trigger.OnEvent("Order Completed", version == 3 ? "event.properties.total > 10" : null), version == 1 ? Reentry.Once : Reentry.AfterExit,
        [
            new Step.Send("receipt", "email", "receipt"),
            new Step.Wait("wait", Duration.FromHours(6 * version)),
            new Step.Branch("busy", """in_segment("pros")""", [new Step.Wait("more", Duration.FromDays(2))], [new Step.Send("offer", "email", "mail")]),
        ]);
        if (version > 1) yield return new("grown", version, new Trigger.OnSegment("of-size"), Reentry.AfterExit, [new Step.Send("congratulate", "email", "receipt")]);
        yield return new("welcome", version, new Trigger.OnSegment("reachable"), Reentry.Once, [new Step.Send("hello", "email", "mail")]);
    }
}
