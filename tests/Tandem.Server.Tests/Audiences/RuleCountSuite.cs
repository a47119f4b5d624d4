using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Audiences;

/// <summary>Counting who fulfils a rule, and showing some of them, asked of the real server; one suite for every store.</summary>
public abstract class RuleCountSuite : IAsyncLifetime
{
    /// <summary>What a segment would be published with, and where its past is read from while it is not.</summary>
    private static readonly (string Rule, string Past)[] Rules =
    [
        ("customer.traits.age >= 18", "none"),
        ("customer.traits.country in ['de', 'at'] && customer.consents.email", "none"),
        ("!(customer.traits.age >= 18)", "none"),
        ("in_segment('grown-up') || customer.identities.email.endsWith('@example.com')", "none"),
        ("events('Order Completed').count() >= 2", "states"),
        ("events('Never Happened').none()", "states"),
        ("events('Order Completed').any() && events('Order Completed').within('30d').none()", "states"),
        ("events('Order Completed').last().timestamp > events('Order Completed').first().timestamp", "states"),
        ("events('Order Completed').within('30d').count() >= 2", "journal"),
        ("events('Order Completed').sum(e, e.properties.total) > 100", "journal"),
        ("events('Order Completed').where(e, e.properties.total > 50).within('60d').any()", "journal"),
        ("events('Product Viewed').followed_by(events('Order Completed'), '20d').any()", "journal"),
        ("events('Order Completed').distinct(e, e.properties.category) >= 2 && customer.traits.country == 'de'", "journal"),
        ("events('Order Completed').last().properties.category == 'hats'", "journal"),
    ];

    private ServerProcess server = null!;

    protected abstract Task<ServerProcess> Start();

    public async Task InitializeAsync()
    {
        server = await Start();
        await server.Publish("kind: segment\nmetadata: { name: grown-up }\nspec: { expression: customer.traits.age >= 18 }");
        await server.Until("/api/v1/segments/grown-up", segment => (double)segment["evaluated"]! == 1);
    }

    public virtual Task DisposeAsync()
    {
        server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_count_is_what_a_segment_with_the_rule_has_once_it_is_published()
    {
        await Live(120, seed: 11);
        var counts = new List<long>();
        foreach (var (rule, past) in Rules)
        {
            var count = await Count(rule);
            Assert.Equal(("exact", past), ((string)count["method"]!, (string)count["past"]!));
            Assert.Equal((long)count["customers"]!, (long)count["scanned"]!);
            Assert.Equal(((long)count["count"]!, (long)count["count"]!), ((long)count["low"]!, (long)count["high"]!));
            Assert.Null(count["since"]);
            Assert.Empty(count["notCounted"]!.AsArray());
            counts.Add((long)count["count"]!);
        }

        await server.Publish(string.Join("\n---\n", Rules.Select((rule, n) => $"kind: segment\nmetadata: {{ name: s{n} }}\nspec: {{ expression: \"{rule.Rule}\" }}")));

        for (var n = 0; n < Rules.Length; n++)
        {
            var segment = await server.Until($"/api/v1/segments/s{n}", segment => (double)segment["evaluated"]! == 1);
            Assert.Equal((Rules[n].Rule, counts[n]), (Rules[n].Rule, (long)segment["count"]!));
            var again = await Count(Rules[n].Rule);
            // Now that it is kept of everybody, no past needs to be looked through.
            Assert.Equal((counts[n], Rules[n].Past == "none" ? "none" : "states"), ((long)again["count"]!, (string)again["past"]!));
        }
        Assert.Equal(counts.Count, counts.Count(count => count > 0 && count < 120) + 1);
    }

    [Fact]
    public async Task What_was_sent_before_is_counted_at_once()
    {
        for (var n = 1; n <= 5; n++)
        {
            Assert.Equal(200, await server.Send("/v1/identify", $$$"""{"userId":"u{{{n}}}","traits":{"vip":true}}"""));
            Assert.Equal(n, (long)(await Count("customer.traits.vip"))["count"]!);
        }
    }

    [Fact]
    public async Task Customers_who_were_joined_are_one_with_the_past_of_both()
    {
        foreach (var device in new[] { "a", "b" })
            for (var n = 0; n < 2; n++) Assert.Equal(200, await server.Send("/v1/track", $$$"""{"anonymousId":"{{{device}}}","event":"Order Completed","properties":{"total":40}}"""));
        Assert.Equal(0, (long)(await Count("events('Order Completed').sum(e, e.properties.total) > 100"))["count"]!);
        foreach (var device in new[] { "a", "b" }) Assert.Equal(200, await server.Send("/v1/identify", $$"""{"userId":"ann","anonymousId":"{{device}}"}"""));
        await server.Until("/api/v1/customers?order=id", customers => customers["items"]!.AsArray().Count == 1);

        var sum = await Count("events('Order Completed').sum(e, e.properties.total) > 100");
        Assert.Equal((1, 1), ((long)sum["count"]!, (long)sum["customers"]!));
        Assert.Equal(1, (long)(await Count("events('Order Completed').count() == 4"))["count"]!);
    }

    [Fact]
    public async Task Samples_are_in_and_out_with_the_reason_and_are_explained_alike()
    {
        await Live(60, seed: 5);
        foreach (var rule in new[] { "customer.traits.country == 'de'", "events('Order Completed').within('30d').count() >= 1", "events('Order Completed').sum(e, e.properties.total) > 60" })
        {
            var sample = await Ask("sample", new() { ["expression"] = rule, ["in"] = 4, ["out"] = 3 });
            Assert.Equal((4, 3), (sample["in"]!.AsArray().Count, sample["out"]!.AsArray().Count));
            foreach (var (list, isIn) in new[] { ("in", true), ("out", false) })
            {
                foreach (var one in sample[list]!.AsArray())
                {
                    Assert.Equal(isIn, (string)one!["outcome"]! == "true");
                    Assert.NotEmpty(one["customer"]!["identities"]!.AsArray());
                    var explained = await Ask("explain", new() { ["expression"] = rule, ["customer"] = $"id:{one["customer"]!["id"]}" });
                    Assert.Equal(isIn, (bool)explained["in"]!);
                    Assert.Equal(one["why"]!.ToJsonString(), explained["why"]!.ToJsonString());
                }
            }
        }
    }

    [Fact]
    public async Task An_explanation_of_a_rule_is_that_of_a_segment_with_it()
    {
        await Live(20, seed: 3);
        const string rule = "events(\"Order Completed\").within(\"30d\").count() >= 2 || customer.traits.age < 20";
        var explained = await Ask("explain", new() { ["expression"] = rule, ["customer"] = "userId:u7" });
        await server.Publish($"kind: segment\nmetadata: {{ name: same }}\nspec: {{ expression: '{rule}' }}");
        await server.Until("/api/v1/segments/same", segment => (double)segment["evaluated"]! == 1);
        var (_, membership) = await server.Ask(HttpMethod.Get, "/api/v1/customers/userId:u7/segments/same");
        Assert.Equal(membership!["why"]!.ToJsonString(), explained["why"]!.ToJsonString());
        Assert.Equal((bool)membership["in"]!, (bool)explained["in"]!);
    }

    [Fact]
    public async Task A_rule_that_could_not_be_published_is_answered_as_a_check_answers_it()
    {
        foreach (var rule in new[] { "customer.traits.age >", "customer.age > 3", "in_segment('nobody')", "events('X')", "now > now", "1 + 1" })
        {
            var body = new JsonObject { ["expression"] = rule };
            var (_, check) = await server.Ask(HttpMethod.Post, "/api/v1/rules/check", body.ToJsonString());
            foreach (var path in new[] { "count", "sample", "explain" })
            {
                var (status, answer) = await server.Ask(HttpMethod.Post, $"/api/v1/rules/{path}", body.ToJsonString());
                Assert.Equal((400, check!["errors"]!.ToJsonString()), (status, answer!["errors"]!.ToJsonString()));
            }
        }
        foreach (var (path, body, code) in new[]
        {
            ("count", "{}", "bad_rule"), ("count", "{", "bad_json"), ("sample", """{"expression":"true","in":201}""", "bad_limit"), ("sample", """{"expression":"true","out":-1}""", "bad_limit"),
            ("explain", """{"expression":"true","customer":"ann"}""", "bad_customer_key"),
        })
        {
            var (status, answer) = await server.Ask(HttpMethod.Post, $"/api/v1/rules/{path}", body);
            Assert.Equal((400, code), (status, (string)answer!["errors"]![0]!["code"]!));
        }
        var (missing, unknown) = await server.Ask(HttpMethod.Post, "/api/v1/rules/explain", """{"expression":"true","customer":"userId:nobody"}""");
        Assert.Equal((404, "unknown_customer"), (missing, (string)unknown!["errors"]![0]!["code"]!));
        Assert.Equal(401, (await server.Ask(HttpMethod.Post, "/api/v1/rules/count", """{"expression":"true"}""", token: null)).Status);
    }

    [Fact]
    public async Task Names_are_those_that_were_sent_with_their_types_and_values()
    {
        await Live(40, seed: 9);
        Assert.Equal(200, await server.Send("/v1/group", """{"userId":"u1","groupId":"acme","traits":{"plan":"pro"}}"""));
        await server.Until("/api/v1/customers/userId:u1", customer => customer["accounts"]!.AsArray().Count == 1);

        var names = await server.Until("/api/v1/rules/names", names => names["accountTraits"]!.AsArray().Count > 0);
        Assert.Equal((40, 40), ((int)names["customers"]!, (int)names["sampled"]!));
        var country = Named(names["traits"]!, "country");
        Assert.Equal(("string", 1.0, true), ((string)country["type"]!, (double)country["share"]!, (bool)country["complete"]!));
        Assert.Equal(["at", "de", "us"], country["values"]!.AsArray().Select(value => (string)value!["value"]!).Order());
        Assert.Equal(1, country["values"]!.AsArray().Sum(value => (double)value!["share"]!), 3);
        Assert.Equal("number", (string)Named(names["traits"]!, "age")["type"]!);
        Assert.Equal("pro", (string)Named(names["accountTraits"]!, "plan")["values"]![0]!["value"]!);
        var order = Named(names["events"]!, "Order Completed");
        Assert.True((long)order["count"]! > 0);
        Assert.Equal(["category", "total"], order["properties"]!.AsArray().Select(property => (string)property!["name"]!).Order());
        Assert.Contains(names["identities"]!.AsArray(), kind => (string)kind!["kind"]! == "userId" && (double)kind["share"]! == 1);
        Assert.Equal("email", (string)names["consents"]![0]!["channel"]!);
        var segment = Named(names["segments"]!, "grown-up");
        Assert.Equal((long)(await Count("customer.traits.age >= 18"))["count"]!, (long)segment["count"]!);
    }

    private static JsonNode Named(JsonNode list, string name) => list.AsArray().Single(one => (string)one!["name"]! == name)!;

    private Task<JsonNode> Count(string rule) => Ask("count", new() { ["expression"] = rule });

    private async Task<JsonNode> Ask(string what, JsonObject body)
    {
        var (status, answer) = await server.Ask(HttpMethod.Post, $"/api/v1/rules/{what}", body.ToJsonString());
        Assert.True(status == 200, $"{body.ToJsonString()}: {answer?.ToJsonString()}");
        return answer!;
    }

    /// <summary>People who do this and that over half a year, some of it told late.</summary>
    private async Task Live(int people, int seed)
    {
        var random = new Random(seed);
        var now = DateTimeOffset.UtcNow;
        var calls = new List<JsonObject>();
        for (var n = 0; n < people; n++)
        {
            var identify = new JsonObject
            {
                ["type"] = "identify", ["userId"] = $"u{n}", ["traits"] = new JsonObject { ["country"] = Any("de", "at", "us") },
                ["context"] = JsonNode.Parse($$$$"""{"consent":{"categoryPreferences":{"email":{{{{Any("true", "false")}}}}}}}"""),
            };
            if (random.Next(5) > 0) identify["traits"]!["age"] = random.Next(10, 40);
            if (random.Next(3) == 0) identify["traits"]!["email"] = $"u{n}@{Any("example.com", "example.org")}";
            calls.Add(identify);
            for (var orders = random.Next(5); orders > 0; orders--)
            {
                calls.Add(Track(n, "Order Completed", random.Next(120), new() { ["total"] = random.Next(10, 90), ["category"] = Any("hats", "shoes", "bags") }));
                if (random.Next(2) == 0) calls.Add(Track(n, "Product Viewed", random.Next(120), []));
            }
        }
        foreach (var batch in calls.OrderBy(_ => random.Next()).Chunk(100))
            Assert.Equal(200, await server.Send("/v1/batch", new JsonObject { ["batch"] = new JsonArray([.. batch]) }.ToJsonString()));
        await server.Until("/api/v1/overview", overview => (long)overview["customers"]! >= people);

        string Any(params string[] texts) => texts[random.Next(texts.Length)];

        JsonObject Track(int n, string name, int daysAgo, JsonObject properties) => new()
        {
            ["type"] = "track", ["userId"] = $"u{n}", ["event"] = name, ["properties"] = properties,
            ["timestamp"] = now.AddDays(-daysAgo).AddHours(-1).ToString("O", CultureInfo.InvariantCulture),
        };
    }
}
