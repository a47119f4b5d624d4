using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests;

public sealed class RuleTests
{
    private static readonly History Ada = new()
    {
        Traits = new Dictionary<string, Value>
        {
            ["age"] = Value.Of(36.0),
            ["country"] = Value.Of("de"),
        },
        Events = [Happened.DaysAgo(100, "Order Completed"), Happened.DaysAgo(20, "Order Completed")],
        Now = TestTimes.Now,
    };

    [Fact]
    public void What_is_missing_is_an_error_value_that_counts_as_false()
    {
        var value = Compiled("customer.traits.shoe_size > 3", RuleScope.Segment).Evaluate(Ada);
        Assert.Equal("no_such_key", value.AsError.Code);
        value = Compiled("events(\"Refund\").last().timestamp > timestamp(0)", RuleScope.Segment).Evaluate(Ada);
        Assert.Equal("no_such_key", value.AsError.Code);
    }

    [Fact]
    public void A_whole_number_is_not_added_to_a_number_from_JSON()
    {
        Assert.Equal("no_such_overload", Compiled("dyn(customer.traits.age) + 1 == 37", RuleScope.Segment).Evaluate(Ada).AsError.Code);
        foreach (var text in new[] { "customer.traits.age + 1 == 37", "10 * event.properties.total > 5.0", "customer.traits.order.total / 100 > 5", "event.properties.items.exists(item, item.price % 2 == 0)", "events(\"A\").sum(e, e.properties.total - 1u) > 5.0" })
            Assert.Contains("doubles", Assert.Single(Rule.Compile(text, RuleScope.Journey).Errors).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_says_everything_that_it_reads()
    {
        var reads = Compiled(
            """
            customer.traits.age > 30 && has(customer.traits["shoe size"]) && customer.identities.email != "" && customer.consents.sms
              && in_segment("lapsing") && events("A").within("30d").count() > 1 && events("A").within("30d").any()
              && events("B").none() && event.properties.total > 1.0 && now > events("C").first().timestamp
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
    public void A_rule_says_what_it_reads_of_the_past_and_when_time_can_change_it()
    {
        var reads = Compiled(
            """
            events("Cart Viewed").where(e, e.properties.total > 5).followed_by(events("Order Completed"), "7d").not_followed_by(events("Refund"), "14d").within("30d").count() > 1
              && events("Order Completed").last().properties.total > 1.0 && has(events("Order Completed").last().properties["total"])
              && events("A").any() && events("A").count() < 5 && account.traits.plan == "gold" && account.id != "x"
            """, RuleScope.Segment).Reads;
        Assert.Equal(["A", "Cart Viewed", "Order Completed", "Refund"], reads.Events.Order());
        Assert.Equal([new CountedWindow("Cart Viewed", Duration.FromDays(14)), new CountedWindow("Cart Viewed", Duration.FromDays(30))], reads.Windows.OrderBy(window => window.Window));
        Assert.Equal(
            ["events(\"A\").count()", "events(\"Cart Viewed\").where(e, e.properties.total > 5).followed_by(events(\"Order Completed\"), \"7d\").not_followed_by(events(\"Refund\"), \"14d\").within(\"30d\").count()", "events(\"Order Completed\").last().properties.total"],
            reads.Aggregates.Select(aggregate => aggregate.NormalForm).Order(StringComparer.Ordinal));
        Assert.All(reads.Aggregates, aggregate => Assert.Equal(Xxh64.Hash(System.Text.Encoding.UTF8.GetBytes(aggregate.NormalForm)), aggregate.Hash));
        Assert.Equal(["plan"], reads.AccountTraits);
        Assert.True(reads.ReadsAccountId);
        Assert.False(reads.ReadsNow || reads.ReadsEvent);
    }

    [Fact]
    public void A_host_refuses_facts_at_their_places()
    {
        var rule = Compiled("customer.traits.age > 3 &&\n  (account.traits.plan == \"gold\" || events(\"A\").sum(e, e.properties.x) > 1)", RuleScope.Segment);
        var refused = rule.Refused(fact => fact.Kind == FactKind.Trait ? null : new Error("not_kept", "Nobody keeps it."));
        Assert.Equal([(2, 4), (2, 37)], refused.Select(error => (error.Line!.Value, error.Column!.Value)));
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

    [Fact]
    public void An_optional_that_is_asked_at_once_allocates_nothing()
    {
        var rule = Compiled("customer.traits.?plan.orValue(\"free\") == \"free\" && customer.traits.?age.hasValue() && !has(customer.traits.?address.city) && customer.traits.?age.or(customer.traits.?plan).optMap(a, a > 3).orValue(true)", RuleScope.Segment);
        Assert.True(rule.Holds(Ada));
        Assert.Equal(Value.True, rule.Evaluate(Ada));
        // The local of optMap is the one thing that is allocated.
        for (var i = 0; i < 100; i++) rule.Holds(Ada);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) rule.Holds(Ada);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64_000);
    }

    [Fact]
    public void A_fact_that_may_be_missing_is_read_like_any_other()
    {
        var reads = Compiled("customer.traits.?plan.hasValue() || customer.identities[?\"phone\"].hasValue() || customer.consents.?sms.orValue(false) || customer.?traits.age == optional.of(3)", RuleScope.Segment).Reads;
        Assert.Equal(["age", "plan"], reads.Traits.Order());
        Assert.Equal(["phone"], reads.Identities);
        Assert.Equal(["sms"], reads.Consents);
    }

    private static Rule Compiled(string text, RuleScope scope)
    {
        var result = Rule.Compile(text, scope);
        return result.IsOk ? result.Value : throw new InvalidOperationException(string.Join("\n", result.Errors));
    }
}
