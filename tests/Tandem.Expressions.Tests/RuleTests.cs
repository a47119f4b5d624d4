using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests;

public sealed class RuleTests
{
    private static readonly CustomerFacts Ada = new()
    {
        Traits = new()
        {
            ["age"] = Value.Of(36.0),
            ["country"] = Value.Of("de"),
            ["name with space"] = Value.Of("yes"),
            ["address"] = ValueJson.Read("""{"city": "Berlin", "zip": "10115"}"""u8),
            ["tags"] = ValueJson.Read("""["a", "vip"]"""u8),
        },
        Identities = new() { ["email"] = Value.Of("ada@example.com") },
        Consents = new() { ["email"] = Value.True, ["sms"] = Value.False },
        Segments = ["lapsing"],
        Past = new() { ["Order Completed"] = [TestTimes.DaysAgo(100), TestTimes.DaysAgo(20)] },
        Event = ValueJson.Read("""{"type": "track", "name": "Order Completed", "properties": {"total": 120.5}}"""u8),
    };

    [Theory]
    [InlineData("customer.traits.age > 30", true)]
    [InlineData("customer.traits.age == 36", true)]
    [InlineData("customer.traits.age < 36.5 && customer.traits.country in [\"de\", \"at\"]", true)]
    [InlineData("customer.traits[\"name with space\"] == \"yes\"", true)]
    [InlineData("customer.traits.`name with space` == \"yes\"", true)]
    [InlineData("customer.traits.address.city.startsWith(\"Ber\")", true)]
    [InlineData("\"vip\" in customer.traits.tags", true)]
    [InlineData("customer.traits.tags.exists(tag, tag == \"vip\")", true)]
    [InlineData("customer.identities.email.endsWith(\"@example.com\")", true)]
    [InlineData("customer.consents.email && !customer.consents.sms", true)]
    [InlineData("in_segment(\"lapsing\") && !in_segment(\"regular\")", true)]
    [InlineData("events(\"Order Completed\").count() == 2", true)]
    [InlineData("events(\"Order Completed\").within(\"30d\").count() == 1", true)]
    [InlineData("events(\"Order Completed\").within(\"1d12h\").none()", true)]
    [InlineData("events(\"Order Completed\").any() && events(\"Refund\").none()", true)]
    [InlineData("events(\"Order Completed\").last() - events(\"Order Completed\").first() == duration(\"80d\")", true)]
    [InlineData("events(\"Order Completed\").first() < timestamp(\"2026-09-01T00:00:00Z\")", true)]
    [InlineData("has(customer.traits.age) && !has(customer.traits.shoe_size)", true)]
    [InlineData("has(customer.traits.address.city) && !has(customer.traits.address.street)", true)]
    [InlineData("customer.traits.shoe_size > 3 || customer.traits.age > 3", true)]
    [InlineData("customer.traits.shoe_size > 3", false)]
    [InlineData("events(\"Refund\").first() < timestamp(\"2026-09-01T00:00:00Z\")", false)]
    [InlineData("customer.traits.age + 1 == 37", false)]
    [InlineData("customer.traits.age + 1.0 == 37.0", true)]
    public void A_segment_rule_holds_or_not(string text, bool holds)
    {
        var rule = Compiled(text, RuleScope.Segment);
        Assert.Equal(holds, rule.Holds(Ada));
        Assert.Equal(holds, Compiled(text, RuleScope.Journey).Holds(Ada));
    }

    [Theory]
    [InlineData("event.name == \"Order Completed\" && event.properties.total > 100")]
    [InlineData("now - events(\"Order Completed\").last() < duration(\"21d\")")]
    [InlineData("!has(event.properties.coupon)")]
    public void A_journey_rule_also_sees_the_event_and_the_moment(string text) => Assert.True(Compiled(text, RuleScope.Journey).Holds(Ada));

    [Fact]
    public void What_is_missing_is_an_error_value_that_counts_as_false()
    {
        var value = Compiled("customer.traits.shoe_size > 3", RuleScope.Segment).Evaluate(Ada);
        Assert.Equal("no_such_key", value.AsError.Code);
        value = Compiled("events(\"Refund\").last() > timestamp(0)", RuleScope.Segment).Evaluate(Ada);
        Assert.Equal("no_such_key", value.AsError.Code);
    }

    [Fact]
    public void A_whole_number_is_not_added_to_a_number_from_JSON() =>
        Assert.Equal("no_such_overload", Compiled("customer.traits.age + 1 == 37", RuleScope.Segment).Evaluate(Ada).AsError.Code);

    [Fact]
    public void A_rule_says_everything_that_it_reads()
    {
        var reads = Compiled(
            """
            customer.traits.age > 30 && has(customer.traits["shoe size"]) && customer.identities.email != "" && customer.consents.sms
              && in_segment("lapsing") && events("A").within("30d").count() > 1 && events("A").within("30d").any()
              && events("B").none() && event.properties.total > 1.0 && now > events("C").first()
            """, RuleScope.Journey).Reads;
        Assert.Equal(["age", "shoe size"], reads.Traits.Order());
        Assert.Equal(["email"], reads.Identities);
        Assert.Equal(["sms"], reads.Consents);
        Assert.Equal(["lapsing"], reads.Segments);
        Assert.Equal(["A", "B", "C"], reads.Events.Order());
        Assert.Equal([new CountedWindow("A", Duration.FromDays(30))], reads.Windows);
        Assert.True(reads.ReadsNow);
        Assert.True(reads.ReadsEvent);
    }

    [Fact]
    public void Conditions_on_traits_and_counts_allocate_nothing()
    {
        var rule = Compiled("customer.traits.age >= 18 && customer.traits.country in [\"at\", \"de\"] && customer.traits.missing != \"x\" || events(\"Order Completed\").within(\"30d\").count() >= 2", RuleScope.Segment);
        for (var i = 0; i < 100; i++) rule.Holds(Ada);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) rule.Holds(Ada);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Rule Compiled(string text, RuleScope scope)
    {
        var result = Rule.Compile(text, scope);
        return result.IsOk ? result.Value : throw new InvalidOperationException(string.Join("\n", result.Errors));
    }
}
