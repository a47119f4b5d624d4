using System.Net;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Rules;

public sealed class RuleCheckTests(RuleServer server) : IClassFixture<RuleServer>
{
    [Theory]
    [InlineData("customer.traits.age > 30 &&\n  custmer.traits.vip", null, 2, 3, "customer")]
    [InlineData("customer.traits.age >", null, 1, 22, null)]
    [InlineData("1 + 1", "not_a_condition", 1, 1, "Compare it with something")]
    [InlineData("now > timestamp(\"2026-01-01T00:00:00Z\")", null, 1, 1, null)]
    [InlineData("true\n|| in_segment(\"lapsin\")", "unknown_segment", 2, 15, "Did you mean lapsing?")]
    [InlineData("true ||\r\n in_segment(\"lapsin\")", "unknown_segment", 2, 13, "Did you mean lapsing?")]
    [InlineData("", null, 1, 1, null)]
    public async Task A_mistake_has_line_column_and_what_would_be_right(string expression, string? code, int line, int column, string? hint)
    {
        var error = Assert.Single((await server.Check(expression))["errors"]!.AsArray())!;

        Assert.Equal((line, column), ((int)error["line"]!, (int)error["column"]!));
        if (code is not null) Assert.Equal(code, (string?)error["code"]);
        if (hint is not null) Assert.Contains(hint, (string?)error["hint"]);
        // A caret stands under the mistake.
        Assert.EndsWith("^", (string?)error["message"]);
    }

    [Theory]
    [InlineData("customer.traits.age > 30")]
    [InlineData("customer.traits.age > 30 && custmer.traits.vip && evnts(\"A\").any()")]
    [InlineData("in_segment(\"lapsin\") || in_segment(\"lapsnig\") || in_segment(\"lapsing\")")]
    [InlineData("events(\"A\").distinct(e, e.properties.sku) > 1 && account.id == \"a\" && in_segment(\"lapsin\")")]
    [InlineData("event.name == \"A\"")]
    public async Task It_says_what_publishing_would_say(string expression)
    {
        var definition = new JsonObject { ["spec"] = new JsonObject { ["expression"] = expression } };
        var (status, published) = await server.Process.Ask(HttpMethod.Put, "/api/v1/definitions/segment/new?check=true", definition.ToJsonString());
        var refused = status == 200 ? [] : published!["errors"]!.AsArray().Select(Said);

        Assert.Equal(refused, (await server.Check(expression))["errors"]!.AsArray().Select(Said));

        static (string?, string?, string?) Said(JsonNode? error) => ((string?)error!["code"], (string?)error["message"], (string?)error["hint"]);
    }

    [Fact]
    public async Task A_rule_tells_all_that_it_reads()
    {
        const string rule = """
            in_segment("lapsing") // and more
            && (customer.traits.vip || has(customer.traits.age)) && customer.identities.email != "" && customer.consents.sms
            && events("Order Completed").within("30d").count() >= 2 && events("Refund").none()
            && event.properties.total > 10.0 && now > timestamp("2026-01-01T00:00:00Z")
            """;
        var answer = await server.Check(rule, "journey");

        Assert.True((bool)answer["ok"]!);
        Assert.DoesNotContain("//", (string?)answer["canonical"]);
        Assert.StartsWith(
            """{"traits":["age","vip"],"identities":["email"],"consents":["sms"],"accountTraits":[],"accountId":false,"events":["Order Completed","Refund"],"segments":["lapsing"],""",
            answer["reads"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["events(\"Order Completed\").within(\"30d\").count()", "events(\"Refund\").count()"], answer["reads"]!["aggregates"]!.AsArray().Select(aggregate => (string)aggregate!["normalForm"]!));
        Assert.All(answer["reads"]!["aggregates"]!.AsArray(), aggregate => Assert.Matches("^[0-9a-f]{16}$", (string)aggregate!["hash"]!));
        Assert.Equal((true, true), ((bool)answer["reads"]!["event"]!, (bool)answer["reads"]!["now"]!));
    }

    [Fact]
    public async Task What_a_rule_reads_of_the_account_is_told_by_name()
    {
        var answer = await server.Check("account.traits.plan == account.id");

        Assert.Empty(answer["errors"]!.AsArray());
        Assert.Equal(("plan", true), ((string?)answer["reads"]!["accountTraits"]![0], (bool)answer["reads"]!["accountId"]!));
    }

    [Fact]
    public async Task A_rule_that_parses_has_a_tree_whatever_else_is_wrong_with_it()
    {
        var wrong = await server.Check("  1+1");
        Assert.Equal(("1 + 1", "binary"), ((string?)wrong["canonical"], (string?)wrong["tree"]!["kind"]));
        Assert.Null(wrong["reads"]);

        var noRule = await server.Check("1 +");
        Assert.Equal((null, null), (noRule["canonical"], noRule["tree"]));
    }

    [Theory]
    [InlineData("customer.traits.age>30||!customer.consents.email // why not")]
    [InlineData("events(\"Order Completed\").where(e, e.properties.total > 10.0 && e.properties.tags.exists(t, t == \"a\")).within(\"30d\").any()")]
    [InlineData("{\"a\": [1u, 2.5, b\"x\", null]}.a.size() == 4 ? in_segment(\"lapsing\") : customer.?traits.vip.orValue(false)")]
    public async Task A_tree_that_is_sent_back_is_the_same_rule(string expression)
    {
        var written = await server.Check(expression);
        var sent = await server.Check(new JsonObject { ["tree"] = written["tree"]!.DeepClone() });

        Assert.Equal((string?)written["canonical"], (string?)sent["canonical"]);
        Assert.Equal(written["reads"]?.ToJsonString(), sent["reads"]?.ToJsonString());
        Assert.Equal((await server.Check((string)written["canonical"]!))["tree"]!.ToJsonString(), sent["tree"]!.ToJsonString());
    }

    [Fact]
    public async Task Of_a_text_full_of_mistakes_the_first_are_told()
    {
        var errors = (await server.Check(string.Join(" || ", Enumerable.Range(0, 4000).Select(n => $"in_segment(\"x{n}\")"))))["errors"]!.AsArray();
        Assert.Equal(20, errors.Count);
        Assert.All(errors, error => Assert.Equal("unknown_segment", (string?)error!["code"]));
    }

    [Fact]
    public async Task An_editors_mistake_in_a_tree_is_told_by_its_path()
    {
        var tree = JsonNode.Parse("""{ "kind": "binary", "operator": "=<", "left": { "kind": "name" } }""");
        var error = Assert.Single((await server.Check(new JsonObject { ["tree"] = tree }))["errors"]!.AsArray())!;
        Assert.Equal("bad_tree", (string?)error["code"]);
        Assert.StartsWith("$", (string?)error["path"]);
    }

    [Fact]
    public async Task The_deepest_rule_has_a_tree_that_can_be_sent_back()
    {
        var rule = string.Concat(Enumerable.Repeat("!(customer.traits.a || ", 110)) + "true" + new string(')', 110);
        var written = await server.Check(rule);
        Assert.True((bool)written["ok"]!);

        var sent = await server.Check(new JsonObject { ["tree"] = written["tree"]!.DeepClone() });
        Assert.Equal((string?)written["canonical"], (string?)sent["canonical"]);

        var tooDeep = await server.Check(new string('(', 1000) + "true" + new string(')', 1000));
        Assert.Null(tooDeep["tree"]);
    }

    [Theory]
    [InlineData("""{ "expression": "true", "scope": "jurney" }""", "unknown_scope")]
    [InlineData("""{ "expression": "true", "tree": { "kind": "name", "name": "a" } }""", "bad_rule")]
    [InlineData("""{ "scope": "segment" }""", "bad_rule")]
    [InlineData("""{ "expression": null, "tree": null }""", "bad_rule")]
    [InlineData("{", "bad_json")]
    [InlineData("", "bad_json")]
    [InlineData("null", "bad_rule")]
    [InlineData("[]", "bad_json")]
    [InlineData("""{ "expression": 1 }""", "bad_json")]
    [InlineData("""{ "expression": "true", "scope": null }""", "bad_json")]
    public async Task A_call_that_is_no_question_is_refused(string body, string code)
    {
        var (status, answer) = await server.Process.Ask(HttpMethod.Post, "/api/v1/rules/check", body);
        Assert.Equal((400, code), (status, (string?)answer!["errors"]![0]!["code"]));
    }

    [Fact]
    public async Task It_does_not_matter_what_a_client_calls_the_rule()
    {
        using var client = new HttpClient { BaseAddress = server.Process.Url, DefaultRequestHeaders = { { "Authorization", $"Bearer {ServerProcess.Token}" } } };
        using var form = new StringContent("""{ "expression": "true" }""", null, "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1/rules/check", form)).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_gets_no_answer()
    {
        var (status, answer) = await server.Process.Ask(HttpMethod.Post, "/api/v1/rules/check", """{ "expression": "true" }""", token: null);
        Assert.Equal((401, "unauthorized"), (status, (string?)answer!["errors"]![0]!["code"]));
    }
}
