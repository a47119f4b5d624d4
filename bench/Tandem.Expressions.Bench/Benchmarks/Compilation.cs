using BenchmarkDotNet.Attributes;
using Tandem.Expressions.Bench.Shop;
using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Bench.Benchmarks;

/// <summary>Parsing, checking and planning typical rules: half of them three conditions over traits, half of them about the past, membership and text. One operation is one rule.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Compilation
{
    private const int Rules = 1_000;

    private static readonly string[] Typical =
    [
        "events(\"Order Completed\").within(\"30d\").count() >= 2 && customer.traits.country == \"de\"",
        "events(\"Order Completed\").where(e, e.properties.category == \"shoes\").within(\"90d\").sum(e, e.properties.total) > 100.0",
        "events(\"Order Completed\").count() >= 1 && events(\"Order Completed\").within(\"90d\").none()",
        "in_segment(\"vip\") && !in_segment(\"lapsing\") && customer.consents.email",
        "has(customer.traits.plan) && customer.traits.plan in [\"pro\", \"team\"] || customer.traits.seats > 10",
        "customer.identities.email.endsWith(\"@example.com\") && customer.traits.tags.exists(tag, tag == \"beta\")",
    ];

    private readonly string[] texts;

    public Compilation()
    {
        var random = new Random(7);
        texts = [.. Enumerable.Range(0, Rules).Select(i => i % 2 == 0 ? Typical[i / 2 % Typical.Length] : ShopRule.Any(random).Text)];
    }

    [Benchmark(Description = "parse + check + plan", OperationsPerInvoke = Rules)]
    public int ParseCheckPlan()
    {
        var table = new FactTable();
        var compiled = 0;
        foreach (var text in texts)
            if (Rule.Compile(text, RuleScope.Segment, table).IsOk) compiled++;
        return compiled == Rules ? compiled : throw new InvalidOperationException($"Only {compiled} of {Rules} compile.");
    }
}
