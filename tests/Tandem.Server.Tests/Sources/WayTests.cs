using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Sources;

/// <summary>What the API tells of an interaction's way, on real servers, whatever keeps the workspace.</summary>
public sealed class WayTests
{
    private const string Definitions = """
        kind: segment
        metadata: { name: members, title: Members }
        spec:
          expression: customer.traits.member == true
        ---
        kind: template
        metadata: { name: hello, title: Hello }
        spec:
          channel: email
          purpose: transactional
          subject: Hello
          html: <p>Hello</p>
        ---
        kind: journey
        metadata: { name: welcome, title: Welcome }
        spec:
          trigger: { segment: members }
          reentry: once
          steps:
            - send: { channel: email, template: hello }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interaction_tells_where_it_went_and_what_it_changed(bool cluster)
    {
        using var folder = new Folder();
        using var server = await Start(cluster, folder);
        await server.Publish(Definitions);
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"email":"ann@example.com","plan":"basic"},"messageId":"first"}"""));
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"member":true,"plan":"gold"},"messageId":"second","timestamp":"2026-01-01T10:00:00Z","sentAt":"2026-01-01T10:00:00Z"}"""));
        Assert.Equal(200, await server.Send("/v1/track", """{"userId":"ann","event":"Again","messageId":"second"}"""));
        Assert.Equal(200, await server.Send("/v1/track", """{"anonymousId":"a","event":"Looked","context":{"externalIds":[]}}"""));

        var second = await Way(server, "second", "identify");
        Assert.Equal("applied", (string)second["outcome"]!);
        Assert.Equal(["received", "accepted", "applied"], Kinds(second));
        var customer = (string)(await server.Get("/api/v1/customers/userId:ann"))["id"]!;
        Assert.Equal(customer, (string)second["way"]![2]!["customer"]!);
        Assert.Equal(customer, (string)second["identities"]![0]!["customer"]!);
        var changes = second["changes"]!["items"]!.AsArray().Select(change => ((string)change!["kind"]!, (string)change["type"]!)).ToList();
        Assert.Contains(("segment", "entered"), changes);
        Assert.Contains(("journey", "started"), changes);
        Assert.Contains(("message", "queued"), changes);
        Assert.Equal([("member", true), ("plan", true)], second["changes"]!["traits"]!.AsArray().Select(trait => ((string)trait!["name"]!, (bool)trait["holds"]!)));
        Assert.Contains("added to its time", (string)second["times"]!["explanation"]!);

        var first = await Way(server, "first", "identify");
        var plan = first["changes"]!["traits"]!.AsArray().Single(trait => (string)trait!["name"]! == "plan")!;
        Assert.Equal(("basic", false, "gold"), ((string)plan["said"]!, (bool)plan["holds"]!, (string)plan["now"]!["value"]!));

        var again = await Way(server, "second", "track");
        Assert.Equal("duplicate", (string)again["outcome"]!);
        Assert.Equal((string)second["position"]!, (string)again["way"]!.AsArray()[^1]!["other"]!);
        Assert.Null(again["changes"]);

        var byPosition = await server.Get($"/api/v1/interactions/{(string)second["position"]!}");
        Assert.Equal(second["way"]!.ToJsonString(), byPosition["way"]!.ToJsonString());
        Assert.Equal(404, (await server.Ask(HttpMethod.Get, "/api/v1/interactions/999999999")).Status);
        Assert.Equal(400, (await server.Ask(HttpMethod.Get, "/api/v1/interactions/what")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_came_to_another_shard_than_its_customers_tells_how_it_got_home(bool cluster)
    {
        using var folder = new Folder();
        using var server = await Start(cluster, folder);
        // Anonymous identities that belong to Ann: what they do later is sent on to her home, but for those that share it.
        for (var device = 0; device < 5; device++) Assert.Equal(200, await server.Send("/v1/identify", $$"""{"userId":"ann","anonymousId":"device-{{device}}"}"""));
        await server.Until("/api/v1/customers/userId:ann", customer => customer["identities"]!.AsArray().Count == 6);
        for (var device = 0; device < 5; device++) Assert.Equal(200, await server.Send("/v1/track", $$"""{"anonymousId":"device-{{device}}","event":"Looked","messageId":"look-{{device}}"}"""));

        var ways = new List<JsonNode>();
        for (var device = 0; device < 5; device++) ways.Add(await Way(server, $"look-{device}", "track"));
        Assert.All(ways, way => Assert.Equal("applied", (string)way["outcome"]!));
        var forwarded = ways.First(way => Kinds(way).Contains("forwarded"));
        Assert.Equal(["received", "accepted", "forwarded", "applied"], Kinds(forwarded));
        Assert.NotEqual((int)forwarded["shard"]!, (int)forwarded["way"]!.AsArray()[^1]!["shard"]!);

        var ids = ways.Select(way => (string)way["id"]!).ToList();
        var (status, outcomes) = await server.Ask(HttpMethod.Post, "/api/v1/interactions/outcomes", new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) }.ToJsonString());
        Assert.Equal((200, 5), (status, outcomes!["items"]!.AsArray().Count(one => (string)one!["outcome"]! == "applied" && (string?)one["customer"] is not null)));
    }

    [Fact]
    public async Task One_connection_tells_the_overview_and_what_a_source_sends_that_is_wanted()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { Authorization = new("Bearer", ServerProcess.Token) } };
        using var response = await client.GetAsync("/api/v1/live?source=default&event=order&type=track,rejected", HttpCompletionOption.ResponseHeadersRead, stop.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(stop.Token);
        var seen = new List<(string Type, string? Name)>();
        var overviews = 0;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop.Token))
        {
            if (item.EventType == "overview" && ++overviews < 3) continue;
            if (item.EventType == "source")
                await server.Send("/v1/batch", """{"batch":[{"type":"page","name":"Order","userId":"u"},{"type":"track","event":"Left","userId":"u"},{"type":"track","event":"Order Completed","userId":"u"},{"type":"track","event":"Order of nobody"}]}""");
            if (item.EventType is "interaction" or "reject") seen.Add((item.EventType, (string?)JsonNode.Parse(item.Data)!["name"]));
            if (seen.Count >= 2 && overviews >= 3) break;
        }
        Assert.Equal([("interaction", "Order Completed"), ("reject", null)], seen);
        Assert.Equal(404, (await server.Ask(HttpMethod.Get, "/api/v1/live?source=nowhere")).Status);
    }

    private static Task<ServerProcess> Start(bool cluster, Folder folder) =>
        cluster ? ServerProcess.Join(Folder.ServerDll, PostgresServer.Shared.NewDatabase()) : ServerProcess.Start(Folder.ServerDll, folder.Path);

    /// <summary>The way of an item of the source's newest.</summary>
    private static async Task<JsonNode> Way(ServerProcess server, string messageId, string type)
    {
        var items = (await server.Get($"/api/v1/sources/default/recent?text={messageId}&type={type}"))["items"]!.AsArray();
        return await server.Until($"/api/v1/interactions/{(string)Assert.Single(items)!["id"]!}", way => (string)way["outcome"]! is not ("waiting" or "forwarded"));
    }

    private static List<string> Kinds(JsonNode way) => [.. way["way"]!.AsArray().Select(step => (string)step!["kind"]!)];
}
