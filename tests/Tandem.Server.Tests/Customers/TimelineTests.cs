using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;

namespace Tandem.Server.Tests.Customers;

/// <summary>A long history, read page by page while more comes, and by kind and text.</summary>
public sealed class TimelineTests : OwnServerTest
{
    private const int Batches = 30, PerBatch = 100;

    [Fact]
    public async Task Pages_are_whole_though_more_comes_meanwhile_and_each_item_keeps_its_id()
    {
        for (var batch = 0; batch < Batches; batch++) await Send("ann", batch * PerBatch, PerBatch);
        var items = new List<JsonNode>();
        var before = "";
        do
        {
            var page = await Server.Get($"/api/v1/customers/userId:ann/timeline?limit=500{before}");
            items.AddRange(page["items"]!.AsArray()!);
            before = page["next"] is { } next ? $"&before={next}" : "";
            if (before.Length > 0) await Send("ann", 100_000 + items.Count, 3);
        }
        while (before.Length > 0);

        var ids = items.Select(item => (string)item["id"]!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, Batches * PerBatch).Reverse().Select(number => $"n{number}"), items.Where(item => (string)item["kind"]! == "interaction").Select(item => (string)item["detail"]!["messageId"]!));
        var again = await Server.Get("/api/v1/customers/userId:ann/timeline?limit=500");
        Assert.Equal(ids.Take(400), again["items"]!.AsArray().Select(item => (string)item!["id"]!).SkipWhile(id => id != ids[0]).Take(400));
    }

    [Fact]
    public async Task Kinds_and_a_text_are_looked_for_in_the_whole_history()
    {
        await Send("ann", 0, 700);
        await Server.Publish("""
            kind: segment
            metadata: { name: callers, title: Callers }
            spec: { expression: 'events("Called").any()' }
            """);
        Assert.Equal(200, await Server.Send("/v1/track", """{"userId":"ann","event":"Called","properties":{"about":"Größe"}}"""));
        await Send("ann", 1000, 700);

        var entered = await Server.Get("/api/v1/customers/userId:ann/timeline?kinds=segment,campaign&limit=5");
        Assert.Equal(["entered"], entered["items"]!.AsArray().Select(item => (string)item!["type"]!));
        Assert.Null(entered["next"]);
        var found = await Server.Get("/api/v1/customers/userId:ann/timeline?search=größe&kinds=interaction&limit=5");
        Assert.Equal(["Called"], found["items"]!.AsArray().Select(item => (string)item!["title"]!));
        var first = await Server.Get("/api/v1/customers/userId:ann/timeline?search=ping&limit=2");
        var second = await Server.Get($"/api/v1/customers/userId:ann/timeline?search=ping&limit=2&before={first["next"]}");
        Assert.Equal(["n1699", "n1698", "n1697", "n1696"], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => (string)item!["detail"]!["messageId"]!));
    }

    [Theory]
    [InlineData("kinds=phone", "unknown_kind")]
    [InlineData("kinds=1", "unknown_kind")]
    [InlineData("before=17", "bad_cursor")]
    public async Task What_cannot_be_asked_is_said(string query, string code)
    {
        await Send("ann", 0, 1);
        var (status, problem) = await Server.Ask(HttpMethod.Get, $"/api/v1/customers/userId:ann/timeline?{query}");
        Assert.Equal((400, code), (status, (string)problem!["errors"]![0]!["code"]!));
    }

    private async Task Send(string user, int first, int count)
    {
        var items = Enumerable.Range(first, count).Select(number => new JsonObject { ["type"] = "track", ["userId"] = user, ["event"] = "Ping", ["messageId"] = $"n{number}" });
        Assert.Equal(200, await Server.Send("/v1/batch", new JsonObject { ["batch"] = new JsonArray([.. items]) }.ToJsonString()));
    }
}
