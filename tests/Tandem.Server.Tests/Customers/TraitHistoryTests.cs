using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Server.Tests.Privacy;

namespace Tandem.Server.Tests.Customers;

/// <summary>What a trait was, asked over HTTP.</summary>
public sealed class TraitHistoryTests : OwnServerTest
{
    [Fact]
    public async Task Only_changes_are_told_newest_first_with_the_interaction_that_made_each()
    {
        await Say("a", "2026-01-01", "\"free\"");
        await Say("b", "2026-02-01", "\"free\"");
        await Say("c", "2026-03-01", "\"pro\"");
        // Too late to change anything, as the engine sees it too.
        await Say("d", "2025-12-01", "\"trial\"");
        await Say("e", "2026-04-01", "null");
        await Say("f", "2026-05-01", """{"name":"team","seats":[1,2]}""");
        Assert.Equal(200, await Server.Send("/v1/track", """{"userId":"ann","event":"Pinged","context":{"traits":{"plan":"none"}}}"""));

        var history = await History("userId:ann", "plan");
        Assert.Equal([" → {\"name\":\"team\",\"seats\":[1,2]}", "pro → ", "free → pro", " → free"], Told(history));
        Assert.Equal(["2026-05-01", "2026-04-01", "2026-03-01", "2026-01-01"], Items(history).Select(item => ((string)item["at"]!)[..10]));
        Assert.Equal((4, true), ((int)history["changes"]!, (bool)history["complete"]!));
        Assert.All(Items(history), item => Assert.Equal("default", (string)item["source"]!));
        Assert.Equal(["f", "e", "c", "a"], await Task.WhenAll(Items(history).Select(MessageId)));

        var (_, customer) = await Server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ann");
        Assert.Equal(customer!["traits"]!["plan"]!.ToJsonString(), Items(history)[0]["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Of_many_changes_the_newest_are_told_and_how_many_there_are()
    {
        for (var number = 0; number < 30; number++) await Say($"m{number}", $"2026-01-{number + 1:00}", $"{number}");
        var history = await Server.Get("/api/v1/customers/userId:ann/traits/plan/history?limit=3");
        Assert.Equal(["28 → 29", "27 → 28", "26 → 27"], Told(history));
        Assert.Equal((30, true), ((int)history["changes"]!, (bool)history["complete"]!));
    }

    [Fact]
    public async Task What_was_said_of_one_who_was_joined_is_among_it_and_not_after_that_is_undone()
    {
        var device = await Server.Join("ann", "tablet");
        Assert.Equal(["Bonn → Aachen", " → Bonn"], Told(await History("userId:ann", "city")));
        Assert.Equal(202, (await Server.Undo("userId:ann", device)).Status);
        await Server.UntilMerged("userId:ann", 0);
        Assert.Equal([" → Aachen"], Told(await History("userId:ann", "city")));
        Assert.Equal([" → Bonn"], Told(await History("anonymousId:tablet", "city")));
    }

    [Fact]
    public async Task Nothing_is_left_of_who_was_erased()
    {
        await Say("a", "2026-01-01", "\"free\"");
        var id = await Ada.Erase(Server, "userId:ann", "{}");
        await Server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");
        Assert.Equal(404, (await Server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ann/traits/plan/history")).Status);
        await Say("b", "2026-02-01", "\"pro\"");
        Assert.Equal([" → pro"], Told(await History("userId:ann", "plan")));
    }

    [Fact]
    public async Task What_nobody_said_has_no_history_and_a_wrong_question_is_told_so()
    {
        await Server.Identify("""{"userId":"ann","traits":{"a/b":1}}""");
        var nothing = await History("userId:ann", "plan");
        Assert.Empty(Items(nothing));
        Assert.True((bool)nothing["complete"]!);
        Assert.Single(Items(await History("userId:ann", "a%2Fb")));
        foreach (var (path, status, code) in new[]
        {
            ("userId:bob/traits/plan/history", 404, "unknown_customer"), ("ann/traits/plan/history", 400, "bad_customer_key"),
            ("userId:ann/traits/plan/history?limit=501", 400, "bad_limit"), ("userId:ann/timeline/1-7", 404, "unknown_item"), ("userId:bob/timeline/1-0", 404, "unknown_item"),
        })
        {
            var answer = await Server.Ask(HttpMethod.Get, $"/api/v1/customers/{path}");
            Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["errors"]![0]!["code"]));
        }
    }

    private Task Say(string messageId, string day, string plan) =>
        Server.Identify($$$"""{"userId":"ann","messageId":"{{{messageId}}}","timestamp":"{{{day}}}T12:00:00Z","traits":{"plan":{{{plan}}}}}""");

    private Task<JsonNode> History(string key, string trait) => Server.Get($"/api/v1/customers/{key}/traits/{trait}/history");

    private async Task<string> MessageId(JsonNode item) =>
        (string)(await Server.Get($"/api/v1/customers/userId:ann/timeline/{item["item"]}"))["detail"]!["messageId"]!;

    private static List<string> Told(JsonNode history) => [.. Items(history).Select(item => $"{Text(item["before"])} → {Text(item["value"])}")];

    private static string? Text(JsonNode? value) => value is JsonObject ? value.ToJsonString() : value?.ToString();

    private static List<JsonNode> Items(JsonNode history) => [.. history["items"]!.AsArray().Select(item => item!)];
}
