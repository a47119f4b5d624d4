using Tandem.Governance.Definitions;
using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;
using Tandem.Server.Definitions;

namespace Tandem.Server.Tests.Definitions;

public sealed class ValidatorTests
{
    private readonly DefinitionLibrary library;
    private readonly DefinitionGate gate;

    public ValidatorTests()
    {
        var documents = new MemoryDocuments();
        library = new(documents);
        gate = new(documents, library, [new SegmentValidator(), new JourneyValidator(), new CampaignValidator(), new TemplateValidator(), new IdentityValidator()]);
        Assert.Empty(Publish(Samples.All));
    }

    [Theory]
    [InlineData("{ expression: 'in_segment(\"lapsin\")' }", "unknown_segment", "Did you mean lapsing?")]
    [InlineData("{ expression: customer.traits.age >= }", null, null)]
    [InlineData("{ expression: '1 + 1' }", "not_a_condition", null)]
    [InlineData("{ expression: event.name == \"x\" }", null, null)]
    [InlineData("{ expresion: 'true' }", "unknown_key", "Did you mean expression?")]
    [InlineData("{ expression: 'in_segment(\"new\")' }", "circle", null)]
    public void A_wrong_segment_is_refused(string spec, string? code, string? hint) => Refuses("segment", spec, code, hint);

    [Theory]
    [InlineData("{ trigger: { segment: laping }, steps: [ { exit: true } ] }", "unknown_segment", "Did you mean lapsing?")]
    [InlineData("{ trigger: { segment: lapsing, event: A }, steps: [ { exit: true } ] }", "too_many", "Exactly one of event, segment belongs here.")]
    [InlineData("{ trigger: { segment: lapsing, where: 'true' }, steps: [ { exit: true } ] }", "unknown_key", null)]
    [InlineData("{ trigger: { event: A, where: '1' }, steps: [ { exit: true } ] }", "not_a_condition", null)]
    [InlineData("{ trigger: { event: A }, steps: [] }", "empty", null)]
    [InlineData("{ trigger: { event: A }, reentry: always, steps: [ { exit: true } ] }", "unknown_word", "Known here: once, afterExit.")]
    [InlineData("{ trigger: { event: A }, steps: [ { wait: 10 } ] }", "bad_duration", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { wait: 1d, exit: true } ] }", "too_many", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { wiat: 1d } ] }", "unknown_key", "Did you mean wait?")]
    [InlineData("{ trigger: { event: A }, steps: [ { exit: true }, { wait: 1d } ] }", "unreachable", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { exit: false } ] }", "bad_exit", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { id: a, wait: 1d }, { branch: { if: 'true', then: [ { id: a, wait: 1d } ] } } ] }", "duplicate_id", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { branch: { if: 'true' } } ] }", "missing", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { branch: { if: 'in_segment(\"x\")', then: [ { exit: true } ] } } ] }", "unknown_segment", null)]
    [InlineData("{ trigger: { event: A }, steps: [ { send: { channel: email, template: winback } } ] }", "unknown_template", "Did you mean win-back?")]
    [InlineData("{ trigger: { event: A }, steps: [ { send: { channel: mail, template: win-back } } ] }", "unknown_word", "Did you mean email?")]
    public void A_wrong_journey_is_refused(string spec, string code, string? hint) => Refuses("journey", spec, code, hint);

    [Theory]
    [InlineData("{ audience: x, arms: [ ARM ], goals: [ GOAL ] }", "unknown_segment", null)]
    [InlineData("{ audience: lapsing, arms: [], goals: [ GOAL ] }", "no_arm", null)]
    [InlineData("{ audience: lapsing, arms: [ { name: c, control: true } ], goals: [ GOAL ] }", "no_arm", null)]
    [InlineData("{ audience: lapsing, arms: [ ARM, { name: c, control: true }, { name: d, control: true } ], goals: [ GOAL ] }", "two_controls", null)]
    [InlineData("{ audience: lapsing, arms: [ ARM, { name: c, control: false } ], goals: [ GOAL ] }", "bad_control", null)]
    [InlineData("{ audience: lapsing, arms: [ ARM, ARM ], goals: [ GOAL ] }", "duplicate_name", null)]
    [InlineData("{ audience: lapsing, arms: [ { name: a, weight: 0, send: { channel: email, template: win-back } } ], goals: [ GOAL ] }", "out_of_range", null)]
    [InlineData("{ audience: lapsing, arms: [ ARM ], goals: [] }", "no_goal", null)]
    [InlineData("{ audience: lapsing, arms: [ ARM ], goals: [ GOAL, GOAL ] }", "duplicate_name", null)]
    [InlineData("{ audience: lapsing, arms: [ ARM ], goals: [ { name: g, event: A } ] }", "missing", "Add within: …")]
    [InlineData("{ audience: lapsing, arms: [ { name: A B, send: { channel: email, template: win-back } } ], goals: [ GOAL ] }", "bad_name", "a-b would do.")]
    public void A_wrong_campaign_is_refused(string spec, string code, string? hint) =>
        Refuses("campaign", spec.Replace("ARM", "{ name: a, send: { channel: email, template: win-back } }").Replace("GOAL", "{ name: g, event: A, within: 1d }"), code, hint);

    [Theory]
    [InlineData("{ channel: email, purpose: marketing, subject: A, html: Buy }", "no_unsubscribe", null)]
    [InlineData("{ channel: email, purpose: marketing, subject: A, html: '{{unsubscribe_url}}', text: Buy }", "no_unsubscribe", null)]
    [InlineData("{ channel: email, subject: A, html: Buy }", "missing", "Add purpose: …")]
    [InlineData("{ channel: fax, purpose: transactional, subject: A, html: Buy }", "unknown_word", null)]
    [InlineData("{ channel: email, purpose: transactional, subject: A }", "missing", "Add html: …")]
    [InlineData("{ channel: email, purpose: transactional, html: A }", "missing", "Add subject: …")]
    [InlineData("{ channel: email, purpose: transactional, subject: A, html: '{{#if a}}' }", null, null)]
    [InlineData("{ channel: email, purpose: transactional, subject: A, html: A, from: nobody }", null, null)]
    public void A_wrong_template_is_refused(string spec, string? code, string? hint) => Refuses("template", spec, code, hint);

    [Theory]
    [InlineData("{ limits: [ { count: 0, per: ever } ] }", "out_of_range", null)]
    [InlineData("{ limits: [ { count: 5 } ] }", "missing", "Add per: …")]
    [InlineData("{ limits: [ { count: 5, per: week } ] }", "unknown_word", "Known here: ever, day.")]
    [InlineData("{ limits: [ { count: 5, per: day }, { count: 6, per: day } ] }", "duplicate_limit", null)]
    [InlineData("{ limits: [] }", "no_limit", null)]
    [InlineData("{ kind: 'a b' }", "bad_kind", null)]
    [InlineData("{ kind: userId, block: [ a ] }", "unknown_key", null)]
    public void A_wrong_identity_is_refused(string spec, string code, string? hint) => Refuses("identity", spec, code, hint);

    [Fact]
    public void A_kind_with_capitals_is_named_in_the_spec()
    {
        Assert.Equal("Add kind: userId", Assert.Single(Publish("kind: identity\nmetadata: { name: user-id }\nspec: { blocked: [ demo ] }")).Hint);
        Assert.Empty(Publish("kind: identity\nmetadata: { name: user-id }\nspec: { kind: userId, blocked: [ demo, 4711 ] }"));
        var spec = Assert.Single(RulesetSources.Of(library.Latest, library).Identities);
        Assert.Equal("userId", spec.Kind);
        Assert.Null(spec.Limits);
        Assert.Equal(["demo", "4711"], spec.Blocked);
        Assert.Equal("duplicate_kind", Assert.Single(Publish("kind: identity\nmetadata: { name: second }\nspec: { kind: userId, blocked: [ x ] }")).Code);
    }

    [Fact]
    public void Segments_that_read_each_other_in_a_circle_are_named_in_order()
    {
        Assert.Empty(Publish(Segment("a", "in_segment(\"lapsing\")") + Segment("b", "in_segment(\"a\")")));
        var error = Assert.Single(Publish(Segment("a", "in_segment(\"lapsing\") || in_segment(\"b\")")));
        Assert.Equal(("circle", "Segments read each other in a circle: a → b → a.", "spec.expression", 4), (error.Code, error.Message, error.Path, error.Line!.Value));
    }

    [Theory]
    [InlineData("events(\"A\").within(\"30d\").count() > 1 && events(\"A\").none()")]
    [InlineData("events(\"A\").within(\"30d\").last().timestamp > events(\"A\").first().timestamp")]
    [InlineData("events(\"A\").where(e, e.properties.total > 1).any()")]
    [InlineData("events(\"A\").followed_by(events(\"B\"), \"1d\").any()")]
    [InlineData("events(\"A\").last().properties.total > 1")]
    [InlineData("events(\"A\").distinct(e, e.properties.sku) > 1")]
    [InlineData("account.traits.plan == \"gold\" && account.id != \"acme\"")]
    public void The_engine_keeps_what_rules_ask_for(string expression) =>
        Assert.Empty(Publish(Segment("s", expression)));

    [Fact]
    public void A_long_chain_of_segments_is_no_circle()
    {
        var chain = string.Concat(Enumerable.Range(1, 2000).Select(n => Segment($"s{n}", n == 2000 ? "true" : $"in_segment(\"s{n + 1}\")")));
        Assert.Empty(Publish(chain));
    }

    [Fact]
    public void A_mistake_in_a_template_is_told_in_the_definitions_own_lines()
    {
        var error = Assert.Single(Publish("kind: template\nmetadata: { name: t }\nspec:\n  channel: email\n  purpose: transactional\n  subject: Hello\n  html: |\n    <p>\n      {{/if}}\n    </p>\n"));
        Assert.Equal(("spec.html", 9), (error.Path, error.Line!.Value));
    }

    [Fact]
    public void A_made_name_of_a_step_does_not_take_one_that_is_given_later()
    {
        Assert.Empty(Publish("kind: journey\nmetadata: { name: j }\nspec: { trigger: { event: A }, steps: [ { wait: 1d }, { id: wait-1, wait: 2d } ] }"));
        var journey = RulesetSources.Of(library.Latest, library).Journeys.Single(journey => journey.Name == "j");
        Assert.Equal(["wait-2", "wait-1"], journey.Steps.Select(step => step.Id));
    }

    [Fact]
    public void A_segment_that_is_not_there_is_told_where_its_name_stands_in_the_rule()
    {
        var error = Assert.Single(Publish("kind: segment\nmetadata: { name: s }\nspec:\n  expression: >-\n    customer.traits.vip == true\n    || in_segment(\"gone\")"));
        Assert.Equal(("unknown_segment", 6, 19), (error.Code, error.Line!.Value, error.Column!.Value));
    }

    private static string Segment(string name, string rule) => $"---\nkind: segment\nmetadata: {{ name: {name} }}\nspec: {{ expression: '{rule}' }}\n";

    private void Refuses(string kind, string spec, string? code, string? hint)
    {
        var before = library.Latest.Number;
        var errors = Publish($"kind: {kind}\nmetadata: {{ name: new }}\nspec: {spec}");
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal(3, error.Line));
        Assert.All(errors, error => Assert.StartsWith("spec", error.Path));
        if (code is not null) Assert.Equal(code, errors[0].Code);
        if (hint is not null) Assert.Equal(hint, errors[0].Hint);
        Assert.Equal(before, library.Latest.Number);
    }

    private IReadOnlyList<Error> Publish(string text) => gate.Reader.ReadMany(text).Then(drafts => gate.Publish(drafts, "ann", default)).Errors;
}
