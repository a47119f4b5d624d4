using System.Globalization;
using System.Text.Json.Nodes;

namespace Tandem.Expressions.Bench.Shop;

/// <summary>One rule of three conditions, three times: in the rule language, written in C#, and for json-rules-engine.</summary>
public sealed record ShopRule(string Text, Func<Shopper, bool> ByHand, JsonObject ForPeer)
{
    private const string Traits = "customer.traits.";

    public static ShopRule Any(Random random)
    {
        double age = random.Next(20, 80), spend = random.Next(100_000) / 100.0, visits = random.Next(200);
        string country = Shopper.AnyCountry(random), other = Shopper.AnyCountry(random), plan = Shopper.AnyPlan(random);
        return random.Next(5) switch
        {
            0 => new(
                $"{Traits}age >= {Number(age)} && {Traits}country == \"{country}\" && {Traits}spend > {Number(spend)}",
                shopper => shopper.Age >= age && shopper.Country == country && shopper.Spend > spend,
                All(Is("age", "greaterThanInclusive", age), Is("country", "equal", country), Is("spend", "greaterThan", spend))),
            1 => new(
                $"{Traits}spend < {Number(spend)} && {Traits}visits >= {Number(visits)} && {Traits}plan != \"{plan}\"",
                shopper => shopper.Spend < spend && shopper.Visits >= visits && shopper.Plan != plan,
                All(Is("spend", "lessThan", spend), Is("visits", "greaterThanInclusive", visits), Is("plan", "notEqual", plan))),
            2 => new(
                $"{Traits}newsletter && {Traits}country in [\"{country}\", \"{other}\"] && {Traits}age < {Number(age)}",
                shopper => shopper.Newsletter && (shopper.Country == country || shopper.Country == other) && shopper.Age < age,
                All(Is("newsletter", "equal", true), Is("country", "in", new JsonArray(country, other)), Is("age", "lessThan", age))),
            3 => new(
                $"{Traits}plan == \"{plan}\" || {Traits}visits > {Number(visits)} && {Traits}age <= {Number(age)}",
                shopper => shopper.Plan == plan || (shopper.Visits > visits && shopper.Age <= age),
                Any(Is("plan", "equal", plan), All(Is("visits", "greaterThan", visits), Is("age", "lessThanInclusive", age)))),
            _ => new(
                $"{Traits}visits > {Number(visits)} && {Traits}newsletter && {Traits}plan == \"{plan}\"",
                shopper => shopper.Visits > visits && shopper.Newsletter && shopper.Plan == plan,
                All(Is("visits", "greaterThan", visits), Is("newsletter", "equal", true), Is("plan", "equal", plan))),
        };
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Is(string fact, string comparison, JsonNode value) => new() { ["fact"] = fact, ["operator"] = comparison, ["value"] = value };

    private static JsonObject All(params JsonNode[] conditions) => new() { ["all"] = new JsonArray(conditions) };

    private static JsonObject Any(params JsonNode[] conditions) => new() { ["any"] = new JsonArray(conditions) };
}
