using System.Collections.Immutable;
using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>What a few people with a few devices do: so few that they share identities, contradict each other and repeat themselves.</summary>
internal sealed class People(Random random)
{
    private readonly int users = random.Next(1, 6), addresses = random.Next(1, 6), devices = random.Next(1, 8), cards = random.Next(1, 4);
    private readonly int repeats = random.Next(2, 30), late = random.Next(1, 8), historical = random.Next(2, 12);
    private int serial;

    public Happening Next() => By(Somebody());

    /// <summary>What comes in one call: mostly one thing.</summary>
    public ImmutableArray<Happening> Some() => [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 8) : 1).Select(_ => Next())];

    /// <summary>Two people, and then each shows what is the other's.</summary>
    public (ImmutableArray<Happening> First, ImmutableArray<Happening> Second) Opposites()
    {
        var (left, right) = random.Next(3) switch
        {
            0 => ($"email:e{serial}", $"email:f{serial}"),
            1 => ($"userId:v{serial}", $"anonymousId:b{serial}"),
            _ => ($"anonymousId:b{serial}", $"anonymousId:c{serial}"),
        };
        var (mine, yours) = ($"card:k{serial}", $"card:l{serial}");
        return ([By($"{left} {mine}"), By($"{right} {yours}")], [By($"{left} {yours}"), By($"{right} {mine}")]);
    }

    /// <summary>Each link joins the one before to somebody stronger; told in any order.</summary>
    public ImmutableArray<Happening> Chain()
    {
        string[] chain = [$"anonymousId:d{serial}", $"anonymousId:e{serial}", $"card:m{serial}", $"phone:+49{serial}", $"email:g{serial}", $"userId:w{serial}"];
        var links = chain.Zip(chain.Skip(1)).Select(link => By($"{link.First} {link.Second}")).ToArray();
        random.Shuffle(links);
        return [.. links];
    }

    /// <summary>So many people who were never here before order something: each is to get a receipt.</summary>
    public ImmutableArray<Happening> Buyers(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => By($"userId:x{serial} email:x{serial}@example.com") with { Type = InteractionType.Track, Name = "Order Completed", Body = Json("'properties':<'total':20.5>"), IsHistorical = false })];

    public ImmutableArray<Happening> Flood(int count)
    {
        var device = $"anonymousId:a{random.Next(devices)}";
        return [.. Enumerable.Range(0, count).Select(_ => By(device))];
    }

    private string Somebody()
    {
        var shown = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(10) switch
        {
            0 when random.Next(8) == 0 => "userId:anonymous",
            0 or 1 => $"userId:u{random.Next(users)}",
            2 or 3 => $"email:e{random.Next(addresses)}@example.com",
            4 => $"phone:+{random.Next(addresses)}",
            5 => $"card:{random.Next(cards)}",
            _ => $"anonymousId:a{random.Next(devices)}",
        });
        return string.Join(' ', shown.Distinct());
    }

    private Happening By(string identities)
    {
        var number = ++serial;
        var messageId = random.Next(repeats) == 0 ? $"m{random.Next(1, number + 1)}" : $"m{number}";
        var behind = random.Next(late) > 0 ? default : random.Next(5) switch
        {
            0 => Duration.FromMinutes(-random.Next(1, 12)),
            1 => Duration.FromDays(random.Next(1, 100)),
            _ => Duration.FromHours(random.Next(1, 60)),
        };
        var (type, name, body) = What();
        return new(number, type, identities, name, body, messageId, behind, random.Next(historical) == 0);
    }

    private (InteractionType Type, string Name, string Body) What()
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                var plan = random.Next(4) switch { 0 => "null", 1 => "'free'", _ => "'pro'" };
                var consent = random.Next(3) switch { 0 => "", 1 => "'email':false", _ => "'email':true" };
                var traits = $"'plan':{plan},'t{random.Next(4)}':{NullOr(5)}";
                return (InteractionType.Identify, "", Json($"'traits':<{traits}>,'context':<'consent':<'categoryPreferences':<{consent}>>>"));
            case 3:
                return (InteractionType.Group, $"g{random.Next(3)}", Json($"'traits':<'size':{NullOr(9)}>"));
            case 4:
                return (InteractionType.Page, "Visit", "{}");
            case 5 when random.Next(3) == 0:
                var arm = random.Next(3) switch { 0 => "a", 1 => "control", _ => "unheard" };
                return (InteractionType.Track, CampaignFold.ExternalAssignment, Json($"'properties':<'experiment_name':'{Rulebook.Campaign}','variation_name':'{arm}'>"));
            case 6 or 7:
                return (InteractionType.Track, "Visit", "{}");
            default:
                return (InteractionType.Track, "Order Completed", Json($"'properties':<'total':{random.Next(1, 40)}.5>"));
        }
    }

    private string NullOr(int most) => random.Next(3) == 0 ? "null" : $"{random.Next(most)}";

    /// <summary>An object of these fields, written without the characters that need escaping here.</summary>
    private static string Json(string fields) => $"<{fields}>".Replace('<', '{').Replace('>', '}').Replace('\'', '"');
}
