using System.Text;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Explaining;

/// <summary>Why a rule has its value, word for word, in <c>explanations.approved.txt</c>.</summary>
public sealed class ExplanationTests
{
    private static readonly CustomerFacts Ada = new()
    {
        Traits = new() { ["age"] = Value.Of(25.0), ["country"] = Value.Of("de"), ["tags"] = ValueJson.Read("""["a", "vip"]"""u8) },
        Identities = new() { ["email"] = Value.Of("ada@example.com") },
        Consents = new() { ["email"] = Value.True, ["sms"] = Value.False },
        Segments = ["lapsing"],
        Past = new() { ["Order Completed"] = [TestTimes.DaysAgo(100), TestTimes.DaysAgo(20)] },
        Event = ValueJson.Read("""{"name": "Order Completed", "properties": {"total": 120.5}}"""u8),
    };

    private static readonly string[] Rules =
    [
        "events(\"Order Completed\").within(\"30d\").count() >= 2",
        "events(\"Order Completed\").count() > 1 && events(\"Order Completed\").within(\"90m\").none()",
        "events(\"Refund\").any() || events(\"Order Completed\").within(\"1d12h\").any()",
        "customer.traits.age > 30 && customer.traits.country in [\"de\", \"at\"]",
        "customer.traits.shoe_size == 40 || !has(customer.traits.email)",
        "customer.consents.email && !customer.consents.sms && customer.consents.push",
        "in_segment(\"lapsing\") ? customer.traits.age < 18 : in_segment(\"regular\")",
        "events(\"Refund\").last() > timestamp(\"2026-01-01T00:00:00Z\")",
        "now - events(\"Order Completed\").first() < duration(\"80d\")",
        "event.properties.total >= customer.traits.age * 2.0",
        "customer.traits.tags.exists(tag, tag == \"vip\")",
        "customer.traits.age + 1 > 3",
        "customer.identities.email.endsWith(\"@example.com\")",
        "events(\"Order Completed\").count() == 0",
        "events(\"Order Completed\").count() < 5",
        "customer.traits.?plan.orValue(\"free\") == \"pro\"",
        "customer.traits.?country.orValue(\"at\") == \"de\" && customer.traits.?plan.hasValue()",
        "customer.traits.?plan == optional.of(\"pro\")",
        "customer.traits.tags.first() == optional.of(\"vip\")",
        "cel.bind(age, customer.traits.age, age >= 18.0 && (cel.bind(half, age / 2.0, half < 10.0)))",
        "customer.traits.tags.exists(place, tag, place == 1 && tag == \"vip\")",
    ];

    [Fact]
    public void An_explanation_says_what_each_part_found_and_needs()
    {
        var text = new StringBuilder();
        foreach (var rule in Rules) Write(text.Append("=== "), Rule.Compile(rule, RuleScope.Journey).Value.Explain(Ada), "");
        Approval.Check(text.ToString(), "Explaining", "explanations");
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        var facts = new CustomerFacts { Traits = new() { ["text"] = Value.Of(new string('x', 10_000)) } };
        Assert.InRange(Rule.Compile("customer.traits.text == \"y\"", RuleScope.Segment).Value.Explain(facts).Words.Length, 100, 200);
    }

    private static void Write(StringBuilder text, Explanation explanation, string indent)
    {
        text.Append(indent).Append(explanation.Source).Append('\n').Append(indent).Append("    ").Append(explanation.Value.IsError ? "error" : explanation.Value.ToString()).Append(": ").Append(explanation.Words).Append('\n');
        foreach (var child in explanation.Children) Write(text, child, indent + "  ");
    }
}
