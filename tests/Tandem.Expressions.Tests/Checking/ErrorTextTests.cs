namespace Tandem.Expressions.Tests.Checking;

/// <summary>What authors read when a rule is wrong, word for word, in <c>errors.approved.txt</c>.</summary>
public sealed class ErrorTextTests
{
    private static readonly (RuleScope Scope, string Text)[] Rules =
    [
        (RuleScope.Segment, ""),
        (RuleScope.Segment, "customer.traits.age >"),
        (RuleScope.Segment, "customer.traits.age = 30"),
        (RuleScope.Segment, "(customer.traits.age > 30"),
        (RuleScope.Segment, "customer.traits.country == \"de"),
        (RuleScope.Segment, "customer.traits.country == “de”"),
        (RuleScope.Segment, "customer.traits.a & customer.traits.b"),
        (RuleScope.Segment, "has(customer)"),
        (RuleScope.Segment, "customer.traits.tags.all(1, true)"),
        (RuleScope.Segment, "custmer.traits.age > 30"),
        (RuleScope.Segment, "traits.age > 30"),
        (RuleScope.Segment, "customer.trait.age > 30"),
        (RuleScope.Segment, "customer.traits == {}"),
        (RuleScope.Segment, "customer.traits[customer.traits.x] == 1"),
        (RuleScope.Segment, "customer.traits.email.startWith(\"a\")"),
        (RuleScope.Segment, "base64.encod(b\"a\") == \"\""),
        (RuleScope.Segment, "bas64.encode(b\"a\") == \"\""),
        (RuleScope.Segment, "base64.shout(b\"a\") == \"\""),
        (RuleScope.Segment, "base64.encode() == \"\""),
        (RuleScope.Segment, "base64.encode(\"a\") == \"\""),
        (RuleScope.Segment, "base64.decode(\"a b\") == b\"\""),
        (RuleScope.Segment, "insegment(\"lapsing\")"),
        (RuleScope.Segment, "in_segment(lapsing)"),
        (RuleScope.Segment, "event.name == \"Order Completed\""),
        (RuleScope.Segment, "now > timestamp(0)"),
        (RuleScope.Segment, "events(customer.traits.event).count() > 1"),
        (RuleScope.Segment, "events(\"Order Completed\")"),
        (RuleScope.Segment, "events(\"Order Completed\").within(\"30d\")"),
        (RuleScope.Segment, "events(\"Order Completed\").within(\"30 days\").count() > 1"),
        (RuleScope.Segment, "events(\"Order Completed\").within(30).count() > 1"),
        (RuleScope.Segment, "events(\"Order Completed\").where(e, e.total > 5).count() > 1"),
        (RuleScope.Segment, "events(\"Order Completed\").sum(\"total\") > 100"),
        (RuleScope.Segment, "events(\"Order Completed\").cuont() > 1"),
        (RuleScope.Segment, "events(\"Order Completed\").count(1) > 1"),
        (RuleScope.Segment, "events(\"Order Completed\").within(\"1d\").last() > timestamp(0)"),
        (RuleScope.Segment, "events(\"Order Completed\").within(\"1d\").within(\"2d\").any()"),
        (RuleScope.Segment, "events(\"Order Completed\").count()"),
        (RuleScope.Segment, "events(\"Order Completed\").count() + 1.5 > 3.0"),
        (RuleScope.Segment, "\"a\" + 1 == \"a1\""),
        (RuleScope.Segment, "events(\"Order Completed\").count() in 3"),
        (RuleScope.Segment, "customer.traits.email.matches(\"(\")"),
        (RuleScope.Segment, "timestamp(\"yesterday\") < timestamp(0)"),
        (RuleScope.Segment, "customer.traits.age > 30 &&\n  custmer.traits.country == \"de\" &&\n\tin_segmnt(\"lapsing\")"),
        (RuleScope.Segment, "customer.traits.scores.all(i, score, scoer > 3)"),
        (RuleScope.Segment, "customer.traits.scores.exists(1, score, score > 3)"),
        (RuleScope.Segment, "customer.traits.scores.transformList(x, x, x) == []"),
        (RuleScope.Segment, "customer.traits.scores.transformMap(x, x + 1) == {}"),
        (RuleScope.Segment, "{\"a\": 1}.transformMapEntry(k, v, v) == {}"),
        (RuleScope.Segment, "\"abc\".sortBy(x, x) == []"),
        (RuleScope.Segment, "[1].sortBy(x, [x]) == []"),
        (RuleScope.Segment, "cel.bind(customer.traits.age, 18, true)"),
        (RuleScope.Segment, "cel.bind(age, customer.traits.age)"),
        (RuleScope.Segment, "cel.bind(now, 1, now > 0)"),
        (RuleScope.Segment, "customer.traits.?plan == \"free\""),
        (RuleScope.Segment, "customer.traits.?plan"),
        (RuleScope.Segment, "customer.identities.?email.orValue(0) == 0"),
        (RuleScope.Segment, "customer.traits.plan.orValue()"),
        (RuleScope.Segment, "customer.identities.email.orValue(\"\") == \"\""),
        (RuleScope.Segment, "has(customer.traits.?plan)"),
        (RuleScope.Segment, "customer.traits.?plan() == 1"),
        (RuleScope.Segment, "[?1] == []"),
        (RuleScope.Segment, "\"a\".optMap(x, x) == 1"),
        (RuleScope.Segment, "customer.traits.?address.optFlatMap(a, 1) == 1"),
        (RuleScope.Segment, "option.of(1).hasValue()"),
        (RuleScope.Segment, "optional.off(1).hasValue()"),
        (RuleScope.Segment, "customer.?trait.age == 1"),
        (RuleScope.Journey, "event.?propertys.total.hasValue()"),
        (RuleScope.Journey, "event.total > 100"),
        (RuleScope.Journey, "event.name > 100"),
        (RuleScope.Journey, "event.propertys.total > 100"),
        (RuleScope.Journey, "[1].all(event, event > 0)"),
        (RuleScope.Journey, "now - 5 > now"),
    ];

    [Fact]
    public void An_error_shows_where_the_mistake_is_and_what_would_be_right()
    {
        var text = string.Join("\n", Rules.Select(rule => Shown(rule.Scope, rule.Text)));
        Approval.Check(text, "Checking", "errors");
    }

    private static string Shown(RuleScope scope, string text)
    {
        var result = Rule.Compile(text, scope);
        var errors = result.IsOk
            ? ["no error\n"]
            : result.Errors.Select(error => $"{error.Code} at line {error.Line}, column {error.Column}\n{error.Message}\n{(error.Hint is null ? "" : $"→ {error.Hint}\n")}");
        return $"=== {scope}: {text}\n{string.Concat(errors)}";
    }
}
