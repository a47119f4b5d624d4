using System.Text;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Explaining;

/// <summary>Why a rule has its value, word for word, in <c>explanations.approved.txt</c>.</summary>
public sealed class ExplanationTests
{
    private static readonly History Ada = new()
    {
        Traits = new Dictionary<string, Value> { ["age"] = Value.Of(25.0), ["country"] = Value.Of("de"), ["tags"] = ValueJson.Read("""["a", "vip"]"""u8) },
        Identities = new Dictionary<string, string> { ["email"] = "ada@example.com" },
        Consents = new Dictionary<string, bool> { ["email"] = true, ["sms"] = false },
        AccountTraits = new Dictionary<string, Value> { ["plan"] = Value.Of("gold") },
        Segments = new HashSet<string> { "lapsing" },
        Events =
        [
            Happened.DaysAgo(100, "Order Completed", """{"total": 80, "category": "shoes"}"""),
            Happened.DaysAgo(30, "Cart Viewed"),
            Happened.DaysAgo(20, "Order Completed", """{"total": 40.5, "category": "hats", "coupon": "SPRING"}"""),
            Happened.DaysAgo(2, "Cart Viewed"),
        ],
        Event = ValueJson.Read("""{"name": "Order Completed", "properties": {"total": 120.5}}"""u8),
        Now = TestTimes.Now,
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
        "events(\"Refund\").last().timestamp > timestamp(\"2026-01-01T00:00:00Z\")",
        "now - events(\"Order Completed\").first().timestamp < duration(\"80d\")",
        "event.properties.total >= customer.traits.age * 2.0",
        "customer.traits.tags.exists(tag, tag == \"vip\")",
        "dyn(customer.traits.age) + 1 > 3",
        "customer.identities.email.endsWith(\"@example.com\")",
        "events(\"Order Completed\").count() == 0",
        "events(\"Order Completed\").count() < 5",
        "customer.traits.?plan.orValue(\"free\") == \"pro\"",
        "customer.traits.?country.orValue(\"at\") == \"de\" && customer.traits.?plan.hasValue()",
        "customer.traits.?plan == optional.of(\"pro\")",
        "events(\"Order Completed\").last().?properties.?coupon.orValue(\"none\") == \"SPRING\"",
        "events(\"Order Completed\").last().?timestamp.hasValue() && !events(\"Refund\").last().?timestamp.hasValue()",
        "customer.traits.tags.first() == optional.of(\"vip\")",
        "cel.bind(age, customer.traits.age, age >= 18.0 && (cel.bind(half, age / 2.0, half < 10.0)))",
        "customer.traits.tags.exists(place, tag, place == 1 && tag == \"vip\")",
        "events(\"Order Completed\").where(e, e.properties.category == \"shoes\").within(\"30d\").count() >= 1",
        "events(\"Order Completed\").where(order, order.properties.total > 50.0 && has(order.properties.category)).any()",
        "events(\"Order Completed\").within(\"30d\").sum(e, e.properties.total) > 200",
        "events(\"Order Completed\").where(e, e.properties.total > 50).sum(e, e.properties.total) > 50.0",
        "events(\"Order Completed\").avg(e, e.properties.total / 2.0) < 10.0",
        "events(\"Refund\").min(e, e.properties.total) < 10.0 || events(\"Order Completed\").max(e, e.properties.total) < 10.0",
        "events(\"Order Completed\").distinct(e, e.properties.category) > 2",
        "events(\"Order Completed\").last().properties.coupon == \"SPRING\" && has(events(\"Order Completed\").first().properties.coupon)",
        "events(\"Order Completed\").within(\"7d\").last().timestamp > timestamp(\"2026-01-01T00:00:00Z\")",
        "events(\"Order Completed\").first().timestamp > timestamp(\"2026-01-01T00:00:00Z\")",
        "events(\"Order Completed\").last() == events(\"Order Completed\").first()",
        "events(\"Cart Viewed\").followed_by(events(\"Order Completed\"), \"7d\").within(\"30d\").none()",
        "events(\"Cart Viewed\").not_followed_by(events(\"Order Completed\").where(e, e.properties.total > 1.0), \"1d\").followed_by(events(\"Order Completed\"), \"14d\").count() == 2",
        "account.traits.plan == \"gold\" && account.id == \"acme\"",
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
        var facts = new History { Traits = new Dictionary<string, Value> { ["text"] = Value.Of(new string('x', 10_000)) }, Now = TestTimes.Now };
        Assert.InRange(Rule.Compile("customer.traits.text == \"y\"", RuleScope.Segment).Value.Explain(facts).Words.Length, 100, 200);
    }

    [Fact]
    public void A_part_means_the_same_in_its_explanation_as_in_the_rule()
    {
        // One name stands for two things, and the two that are named beside each other share a place.
        const string text = "cel.bind(x, 1, cel.bind(x, x + 1, x == 2 && cel.bind(y, x + 1, y == 3)) && cel.bind(z, [x], z.exists(i, i == x) && size(z) == 1))";
        var explanation = Rule.Compile(text, RuleScope.Segment).Value.Explain(new History { Now = TestTimes.Now });
        AllHold(explanation);

        static void AllHold(Explanation part)
        {
            Assert.Equal(Value.True, part.Value);
            foreach (var child in part.Children) AllHold(child);
        }
    }

    [Theory]
    [InlineData("lists.range(900000).all(x, x >= 0) && ", 500, "true", "")]
    [InlineData("!(true && ", 100, "lists.range(900000).all(x, x >= 0)", ")")]
    [InlineData("!(true && ", 100, "customer.traits.text.matches('(a|b|ab)*.{{0,100}}c') || customer.traits.text.matches('.*x.{{200}}')", ")")]
    [InlineData("customer.traits.text == 'some other text that is written out here at length' ? true : ", 200, "false", "")]
    public void An_explanation_is_bounded_in_work_and_in_length(string open, int times, string middle, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, times)) + middle.Replace("{{", "{").Replace("}}", "}") + string.Concat(Enumerable.Repeat(close, times));
        var facts = new History { Traits = new Dictionary<string, Value> { ["text"] = Value.Of(new string('a', 5_000)) }, Now = TestTimes.Now };
        var rule = Rule.Compile(text, RuleScope.Segment).Value;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var explanation = rule.Explain(facts);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
        Assert.InRange(explanation.Source.Length, 1, 1_001);
        Assert.InRange(explanation.Words.Length, 1, 1_001);
        Assert.Equal(rule.Evaluate(facts), explanation.Value);
    }

    private static void Write(StringBuilder text, Explanation explanation, string indent)
    {
        text.Append(indent).Append(explanation.Source).Append('\n').Append(indent).Append("    ").Append(explanation.Value.IsError ? "error" : explanation.Value.ToString()).Append(": ").Append(explanation.Words).Append('\n');
        foreach (var child in explanation.Children) Write(text, child, indent + "  ");
    }
}
