namespace Tandem.Expressions.Bench.Shop;

/// <summary>A customer as a programmer would write one for rules known beforehand: the best case for hand-written conditions.</summary>
public sealed record Shopper(double Age, double Spend, double Visits, string Country, string Plan, bool Newsletter)
{
    private static readonly string[] Countries = ["de", "at", "ch", "fr", "it", "es", "pl", "nl", "se", "dk"];
    private static readonly string[] Plans = ["free", "basic", "pro", "team", "enterprise"];

    public static string AnyCountry(Random random) => Countries[random.Next(Countries.Length)];

    public static string AnyPlan(Random random) => Plans[random.Next(Plans.Length)];

    /// <summary>Texts are objects of their own, as they are when they come from JSON.</summary>
    public static Shopper Any(Random random) => new(
        random.Next(15, 90), random.Next(100_000) / 100.0, random.Next(200), new string(AnyCountry(random)), new string(AnyPlan(random)), random.Next(2) == 0);
}
