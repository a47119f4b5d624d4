using BenchmarkDotNet.Attributes;
using Tandem.Expressions.Bench.Shop;
using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Bench.Benchmarks;

/// <summary>1,000 rules of three conditions over one customer after another, 10,000 of them, on one core. One operation is one rule over one customer.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class ManyRules
{
    public const int Rules = 1_000;
    public const int Shoppers = 10_000;

    private readonly ShopRule[] written;
    private readonly Shopper[] shoppers;
    private readonly Rule[] rules;
    private readonly Func<Shopper, bool>[] byHand;
    private readonly ShopperFacts facts = new();

    public ManyRules()
    {
        var random = new Random(7);
        written = [.. Enumerable.Range(0, Rules).Select(_ => ShopRule.Any(random))];
        shoppers = [.. Enumerable.Range(0, Shoppers).Select(_ => Shopper.Any(random))];
        var table = new FactTable();
        rules = [.. written.Select(rule => Rule.Compile(rule.Text, RuleScope.Segment, table).Value)];
        byHand = [.. written.Select(rule => rule.ByHand)];
    }

    internal IReadOnlyList<ShopRule> Written => written;

    internal IReadOnlyList<Shopper> People => shoppers;

    [Benchmark(Baseline = true, Description = "C# delegates", OperationsPerInvoke = Rules * Shoppers)]
    public long ByHand() => HitsByHand(Shoppers);

    [Benchmark(Description = "rules", OperationsPerInvoke = Rules * Shoppers)]
    public long AsRules() => Hits(Shoppers);

    internal long HitsByHand(int people)
    {
        var hits = 0L;
        foreach (var shopper in shoppers.AsSpan(0, people))
            foreach (var rule in byHand)
                if (rule(shopper)) hits++;
        return hits;
    }

    internal long Hits(int people)
    {
        var hits = 0L;
        foreach (var shopper in shoppers.AsSpan(0, people))
        {
            facts.Of(shopper);
            foreach (var rule in rules)
                if (rule.Holds(facts)) hits++;
        }
        return hits;
    }
}
