using BenchmarkDotNet.Attributes;
using Tandem.Expressions.Bench.Shop;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Bench.Benchmarks;

/// <summary>
/// A predicate of three conditions over traits, all of which hold: as a rule, as a C# delegate over a class made for it,
/// and in C# over traits that are not known beforehand (as they are in an engine). Three predicates of that form take turns,
/// so that the runtime cannot guess which delegate or which rule is called and write its code into the loop; what that
/// would save is measured apart.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class OnePredicate
{
    private const int Turns = 3;

    private readonly Shopper shopper = new(40, 99.5, 12, new string("de"), new string("pro"), true);
    private readonly ShopperFacts facts = new();
    private readonly Rule[] rules;

    private readonly Func<Shopper, bool>[] byHand =
    [
        shopper => shopper.Age >= 18 && shopper.Country == "de" && shopper.Spend > 10.5,
        shopper => shopper.Age >= 21 && shopper.Plan == "pro" && shopper.Spend > 20.5,
        shopper => shopper.Visits >= 10 && shopper.Country == "de" && shopper.Age > 30,
    ];

    private readonly Func<Shopper, bool> alone = shopper => shopper.Age >= 18 && shopper.Country == "de" && shopper.Spend > 10.5;
    private readonly Dictionary<string, Value> traits = new(StringComparer.Ordinal) { ["age"] = Value.Of(40.0), ["country"] = Value.Of(new string("de")), ["spend"] = Value.Of(99.5) };

    public OnePredicate()
    {
        var table = new FactTable();
        rules =
        [
            Rule.Compile("customer.traits.age >= 18 && customer.traits.country == \"de\" && customer.traits.spend > 10.5", RuleScope.Segment, table).Value,
            Rule.Compile("customer.traits.age >= 21 && customer.traits.plan == \"pro\" && customer.traits.spend > 20.5", RuleScope.Segment, table).Value,
            Rule.Compile("customer.traits.visits >= 10 && customer.traits.country == \"de\" && customer.traits.age > 30", RuleScope.Segment, table).Value,
        ];
        facts.Of(shopper);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public bool ByHand()
    {
        var all = true;
        foreach (var predicate in byHand) all &= predicate(shopper);
        return all;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public bool AsRule()
    {
        var all = true;
        foreach (var rule in rules) all &= rule.Holds(facts);
        return all;
    }

    [Benchmark]
    public bool ByHandInlined() => alone(shopper);

    [Benchmark]
    public bool ByHandOverTraits() =>
        traits.TryGetValue("age", out var age) && age.Kind == ValueKind.Double && age.AsDouble >= 18
        && traits.TryGetValue("country", out var country) && country.Kind == ValueKind.String && country.AsString == "de"
        && traits.TryGetValue("spend", out var spend) && spend.Kind == ValueKind.Double && spend.AsDouble > 10.5;
}
