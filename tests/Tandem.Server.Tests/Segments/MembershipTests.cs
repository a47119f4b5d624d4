using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Segments;

/// <summary>Why somebody is in a segment, asked of the real server.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private const string Segments = """
        kind: segment
        metadata: { name: regular }
        spec: { expression: 'events("Order Completed").within("30d").count() >= 2' }
        ---
        kind: segment
        metadata: { name: grown-up-regular }
        spec: { expression: 'in_segment("regular") && !(customer.traits.age < 18)' }
        ---
        kind: segment
        metadata: { name: quiet }
        spec: { expression: 'events("Order Completed").within("30d").none() || customer.consents.email == false' }
        """;

    private readonly Folder folder = new();
    private ServerProcess server = null!;

    public async Task InitializeAsync() => server = await ServerProcess.Start(Folder.ServerDll, folder.Path);

    public Task DisposeAsync()
    {
        server.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_says_in_words_what_was_counted_of_those_who_are_in_and_of_those_who_are_not()
    {
        await server.Publish(Segments);
        foreach (var (user, days) in new[] { ("ann", 1), ("ann", 20), ("bob", 1), ("bob", 31) }) await Order(user, days);

        var ann = await Why("ann", "regular");
        Assert.True((bool)ann["in"]!);
        Assert.Equal((await server.Get("/api/v1/customers/userId:ann"))["memberships"]!.AsArray().Single(one => (string)one!["segment"]! == "regular")!["since"]!.ToString(), ann["since"]!.ToString());
        Assert.Equal((false, false), ((bool)ann["initial"]!, (bool)ann["pending"]!));
        Assert.Equal("\"Order Completed\" happened 2 times in 30 days, needs at least 2", (string?)ann["why"]!["words"]);
        Assert.Equal("events(\"Order Completed\").within(\"30d\").count() >= 2", (string?)ann["expression"]);

        var bob = await Why("bob", "regular");
        Assert.Equal((false, null), ((bool)bob["in"]!, bob["since"]));
        Assert.Equal(("false", "\"Order Completed\" happened 1 time in 30 days, needs at least 2"), ((string?)bob["why"]!["outcome"], (string?)bob["why"]!["words"]));
    }

    [Fact]
    public async Task It_goes_down_to_the_facts_and_an_error_is_one()
    {
        await server.Publish(Segments);
        foreach (var days in new[] { 1, 2 }) await Order("ann", days);

        var unknown = (await Why("ann", "grown-up-regular"))["why"]!;
        Assert.Equal("error", (string?)unknown["outcome"]);
        Assert.Equal(["true", "error"], unknown["children"]!.AsArray().Select(part => (string)part!["outcome"]!));
        var age = unknown["children"]![1]!["children"]![0]!;
        Assert.Equal(("(customer.traits.age < 18)", "age is not known, needs less than 18"), ((string?)age["source"], (string?)age["words"]));

        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"age":40}}"""));
        var known = await Why("ann", "grown-up-regular");
        Assert.Equal((true, "true"), ((bool)known["in"]!, (string?)known["why"]!["outcome"]));
        // By the engine's own id, too.
        Assert.Equal(known["why"]!.ToJsonString(), (await Answer($"id:{known["customer"]}", "grown-up-regular"))["why"]!.ToJsonString());
    }

    [Fact]
    public async Task The_explanation_agrees_with_the_membership_of_everybody()
    {
        await server.Publish(Segments);
        var random = new Random(7);
        var users = Enumerable.Range(0, 25).Select(n => $"u{n}").ToList();
        foreach (var user in users)
        {
            for (var orders = random.Next(4); orders > 0; orders--) await Order(user, random.Next(60));
            var consent = random.Next(2) == 0 ? "true" : "false";
            Assert.Equal(200, await server.Send("/v1/identify", $$$"""{"userId":"{{{user}}}","traits":{"age":{{{random.Next(10, 30)}}}},"context":{"consent":{"categoryPreferences":{"email":{{{consent}}} } } } }"""));
        }
        var members = 0;
        foreach (var user in users)
        {
            var memberships = (await server.Get($"/api/v1/customers/userId:{user}"))["segments"]!.AsArray().Select(name => (string)name!).ToHashSet();
            foreach (var segment in new[] { "regular", "grown-up-regular", "quiet" })
            {
                var answer = await Why(user, segment);
                Assert.Equal((memberships.Contains(segment), memberships.Contains(segment)), ((bool)answer["in"]!, (string)answer["why"]!["outcome"]! == "true"));
                if ((bool)answer["in"]!) members++;
            }
        }
        Assert.InRange(members, 10, 65);
    }

    [Fact]
    public async Task It_agrees_while_time_runs_fast_and_the_window_ends()
    {
        using var other = new Folder();
        using var demo = await ServerProcess.Start(Folder.ServerDll, other.Path, "--clock-start", "2026-01-01T00:00:00Z");
        await demo.Publish("kind: segment\nmetadata: { name: active }\nspec: { expression: 'events(\"Order Completed\").within(\"3d\").any()' }");
        Assert.Equal(200, await demo.Send("/v1/track", """{"userId":"u","event":"Order Completed"}"""));
        Assert.Equal(200, (await demo.Ask(HttpMethod.Put, "/api/v1/clock", """{"speed":200000}""")).Status);

        var (asked, answer) = (0, default(JsonNode));
        do
        {
            (_, answer) = await demo.Ask(HttpMethod.Get, "/api/v1/customers/userId:u/segments/active");
            Assert.Equal((bool)answer!["in"]!, (string)answer["why"]!["outcome"]! == "true");
            asked++;
        }
        while ((bool)answer["in"]!);
        Assert.True(asked > 1);
        Assert.True(DateTimeOffset.Parse((string)answer["at"]!, CultureInfo.InvariantCulture) >= new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal("\"Order Completed\" did not happen in 3 days", (string?)answer["why"]!["words"]);
    }

    [Fact]
    public async Task Who_was_there_before_the_segment_is_in_it_from_the_start_and_is_explained()
    {
        await Order("ann", 1);
        await Order("ann", 2);
        await server.Publish(Segments);
        var answer = await Why("ann", "regular");
        Assert.Equal((true, true, false), ((bool)answer["in"]!, (bool)answer["initial"]!, (bool)answer["pending"]!));
    }

    [Fact]
    public async Task A_rule_of_the_deepest_kind_is_explained()
    {
        var rule = string.Concat(Enumerable.Repeat("!(", 110)) + "customer.traits.a" + new string(')', 110);
        Assert.Equal(200, await server.Put("/api/v1/definitions/segment/deep", $"spec: {{ expression: '{rule}' }}"));
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"a":true}}"""));
        Assert.Equal("true", (string?)(await Why("ann", "deep"))["why"]!["outcome"]);
    }

    [Fact]
    public async Task What_is_not_there_is_named_and_who_may_not_is_not_told()
    {
        await server.Publish(Segments);
        await Order("ann", 1);
        await Refused("userId:nobody", "regular", 404, "unknown_customer");
        Assert.Contains("Did you mean regular?", (await Refused("userId:ann", "reglar", 404, "unknown_segment")).ToJsonString());
        await Refused("ann", "regular", 400, "bad_customer_key");
        var (status, answer) = await server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ann/segments/regular", token: null);
        Assert.Equal((401, "unauthorized"), (status, (string?)answer!["errors"]![0]!["code"]));
    }

    private async Task<JsonNode> Refused(string customer, string segment, int expected, string code)
    {
        var (status, answer) = await server.Ask(HttpMethod.Get, $"/api/v1/customers/{customer}/segments/{segment}");
        Assert.Equal((expected, code), (status, (string?)answer!["errors"]![0]!["code"]));
        return answer;
    }

    private Task<JsonNode> Why(string user, string segment) => Answer($"userId:{user}", segment);

    private async Task<JsonNode> Answer(string customer, string segment)
    {
        var (status, answer) = await server.Ask(HttpMethod.Get, $"/api/v1/customers/{customer}/segments/{segment}");
        Assert.Equal(200, status);
        return answer!;
    }

    private async Task Order(string user, int daysAgo) => Assert.Equal(200, await server.Send(
        "/v1/track", $$"""{"userId":"{{user}}","event":"Order Completed","timestamp":"{{DateTimeOffset.UtcNow.AddDays(-daysAgo):O}}"}"""));
}
