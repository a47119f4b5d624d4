using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Tandem.Engine.Interactions;
using Tandem.Server.Sources;
using Tandem.Server.Tests.Tracking;

namespace Tandem.Server.Tests.Sources;

public sealed class SourceEndpointsTests : IAsyncLifetime
{
    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start(app => app.MapGroup("/api/v1").MapSources());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task The_first_source_is_there_with_the_key_that_was_given()
    {
        var source = Assert.Single((await server.Get("/api/v1/sources")).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(("default", TrackingServer.Key), (source.GetProperty("name").GetString(), source.GetProperty("writeKey").GetString()));
        Assert.Equal(JsonValueKind.Null, source.GetProperty("lastReceivedAt").ValueKind);
    }

    [Fact]
    public async Task A_new_source_takes_interactions_under_its_own_key()
    {
        var created = await server.Post("/api/v1/sources", """{"name":"web-shop","title":"Web shop"}""");
        Assert.Equal((201, "/api/v1/sources/web-shop"), (created.Status, created.Headers["Location"]));
        var key = created.Body.GetProperty("writeKey").GetString()!;
        Assert.Equal(32, key.Length);
        await server.Post("/v1/track", """{"event":"E","userId":"u"}""", request => request.Headers.Authorization = TrackingServer.Basic(key));
        var source = (await server.Get("/api/v1/sources/web-shop")).Body;
        Assert.Equal((1, 0), (source.GetProperty("accepted").GetInt64(), source.GetProperty("rejected").GetInt64()));
        Assert.Equal(2, Assert.Single(server.Inbox.Interactions).Source);
        Assert.Equal(0, (await server.Get("/api/v1/sources/default")).Body.GetProperty("accepted").GetInt64());
    }

    [Theory]
    [InlineData("""{"name":"default"}""", 409)]
    [InlineData("""{"name":"Web Shop"}""", 400)]
    [InlineData("""{"title":"No name"}""", 400)]
    public async Task A_name_that_cannot_be_is_refused(string json, int status)
    {
        var answer = await server.Post("/api/v1/sources", json);
        Assert.Equal((status, "name"), (answer.Status, Assert.Single(answer.Paths)));
    }

    [Fact]
    public async Task Snippets_have_key_and_server_in_place()
    {
        var snippets = (await server.Get("/api/v1/sources/default")).Body.GetProperty("snippets").EnumerateArray().Select(snippet => snippet.GetProperty("code").GetString()!).ToList();
        Assert.True(snippets.Count >= 4);
        Assert.All(snippets, code => Assert.True(code.Contains(TrackingServer.Key) && code.Contains(server.Url), code));
    }

    [Fact]
    public async Task Recent_interactions_stand_newest_first()
    {
        await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"First","userId":"u"},{"type":"track","event":"Second","userId":"u","properties":{"a":1}}]}""");
        var items = (await server.Get("/api/v1/sources/default/recent?limit=5")).Body.GetProperty("items");
        Assert.Equal(["Second", "First"], items.EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        Assert.Equal("track", items[0].GetProperty("type").GetString());
        Assert.Equal("u", items[0].GetProperty("identities")[0].GetProperty("value").GetString());
        Assert.Equal(1, items[0].GetProperty("body").GetProperty("properties").GetProperty("a").GetInt32());
        Assert.Equal("2", items[0].GetProperty("token").GetString());
    }

    [Fact]
    public async Task The_ring_keeps_the_newest_200()
    {
        for (var i = 0; i < 3; i++)
        {
            var items = string.Join(',', Enumerable.Range(0, 150).Select(j => $$$"""{"type":"track","event":"{{{i}}}-{{{j}}}","userId":"u"}"""));
            await server.Post("/v1/batch", $$"""{"batch":[{{items}}]}""");
        }
        var names = (await server.Get("/api/v1/sources/default/recent?limit=999")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ToList();
        Assert.Equal((200, "2-149", "1-100"), (names.Count, names[0], names[^1]));
    }

    [Fact]
    public async Task A_call_as_deep_as_may_be_can_be_shown()
    {
        var deep = new string('[', TrackingLimits.Depth - 2) + new string(']', TrackingLimits.Depth - 2);
        Assert.Equal(200, (await server.Post("/v1/track", $$"""{"event":"E","userId":"u","properties":{"deep":{{deep}} } }""")).Status);
        using var response = await server.Client.GetAsync("/api/v1/sources/default/recent");
        Assert.Contains(deep, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Rejects_are_kept_with_their_reason_newest_first_in_pages()
    {
        await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"E","userId":"u"},{"type":"track","event":"E"}]}""");
        await server.Post("/v1/track", "{ nonsense");
        await server.Post("/v1/group", """{"userId":"u"}""");
        var first = (await server.Get("/api/v1/sources/default/rejects?limit=2")).Body;
        Assert.Equal(["/v1/group", "/v1/track"], first.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("endpoint").GetString()));
        Assert.Equal("{ nonsense", first.GetProperty("items")[1].GetProperty("body").GetString());
        var second = (await server.Get($"/api/v1/sources/default/rejects?limit=2&after={first.GetProperty("next").GetString()}")).Body;
        var item = Assert.Single(second.GetProperty("items").EnumerateArray());
        Assert.Equal((1, "batch[1].userId"), (item.GetProperty("index").GetInt32(), item.GetProperty("errors")[0].GetProperty("path").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(3, (await server.Get("/api/v1/sources/default")).Body.GetProperty("rejected").GetInt64());
    }

    [Theory]
    [InlineData("/api/v1/sources/other", 404)]
    [InlineData("/api/v1/sources/other/recent", 404)]
    [InlineData("/api/v1/sources/other/rejects", 404)]
    [InlineData("/api/v1/sources/other/stream", 404)]
    [InlineData("/api/v1/sources/default/rejects?after=x", 400)]
    public async Task What_is_not_there_is_told(string path, int status)
    {
        var answer = await server.Get(path);
        Assert.Equal(status, answer.Status);
        Assert.NotEqual(0, answer.Body.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_a_server_that_stops()
    {
        var stopping = await TrackingServer.Start(app => app.MapGroup("/api/v1").MapSources());
        using var response = await stopping.Client.GetAsync("/api/v1/sources/default/stream", HttpCompletionOption.ResponseHeadersRead);
        await stopping.Stop().WaitAsync(TimeSpan.FromSeconds(10));
        await stopping.DisposeAsync();
    }

    [Fact]
    public async Task The_stream_shows_what_comes_and_what_was_refused()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seen = new Dictionary<string, JsonElement>();
        using (var response = await server.Client.GetAsync("/api/v1/sources/default/stream", HttpCompletionOption.ResponseHeadersRead, stop.Token))
        await using (var stream = await response.Content.ReadAsStreamAsync(stop.Token))
        {
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop.Token))
            {
                seen[item.EventType] = JsonDocument.Parse(item.Data).RootElement;
                if (item.EventType == "ready") await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"Live","userId":"u"},{"type":"track"}]}""");
                if (seen.Count == 3) break;
            }
        }
        Assert.Equal("Live", seen["interaction"].GetProperty("name").GetString());
        Assert.Equal(1, seen["reject"].GetProperty("index").GetInt32());
    }
}
