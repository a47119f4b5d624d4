using System.Text;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;

namespace Tandem.Server.Tests.Tracking;

public sealed class TrackingTests : IAsyncLifetime
{
    private const string Track = """{"event":"Order Completed","userId":"42","properties":{"total":12.5}}""";

    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("identify", "i", """{"userId":"42"}""", InteractionType.Identify)]
    [InlineData("track", "t", Track, InteractionType.Track)]
    [InlineData("page", "p", """{"anonymousId":"a","name":"Home"}""", InteractionType.Page)]
    [InlineData("screen", "s", """{"anonymousId":"a","name":"Home"}""", InteractionType.Screen)]
    [InlineData("group", "g", """{"userId":"42","groupId":"acme"}""", InteractionType.Group)]
    [InlineData("alias", "a", """{"userId":"42","previousId":"a"}""", InteractionType.Alias)]
    [InlineData("batch", "b", """{"batch":[{"type":"track","event":"E","userId":"42"}]}""", InteractionType.Track)]
    public async Task Each_call_has_a_long_and_a_short_path(string longPath, string shortPath, string json, InteractionType type)
    {
        foreach (var path in new[] { longPath, shortPath })
        {
            var answer = await server.Post($"/v1/{path}", json);
            Assert.Equal((200, """{"success":true}"""), (answer.Status, answer.Body.GetRawText()));
            Assert.Equal(server.Inbox.Arrivals.Count.ToString(), answer.Headers["Tandem-Token"]);
        }
        Assert.Equal([type, type], server.Inbox.Interactions.Select(interaction => interaction.Type));
    }

    [Fact]
    public async Task An_arrival_stands_in_its_anchors_shard_with_the_parsed_form_over_the_same_bytes()
    {
        await server.Post("/v1/track", Track);
        var arrival = Assert.Single(server.Inbox.Arrivals);
        var interaction = Assert.IsType<Interaction>(arrival.Parsed);
        Assert.Equal(EntryKind.Interaction, arrival.Kind);
        Assert.Equal(interaction.Identities[0].Shard(TrackingServer.ShardCount), arrival.Shard);
        Assert.True(arrival.Payload.Span.Overlaps(interaction.Body.Span));
    }

    [Fact]
    public async Task A_missing_message_id_is_assigned_anew_each_time()
    {
        await server.Post("/v1/track", Track);
        await server.Post("/v1/track", Track);
        Assert.Equal(2, server.Inbox.Interactions.Select(interaction => interaction.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_bad_item_in_a_batch_keeps_the_good_ones_and_is_told()
    {
        var answer = await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"E","userId":"u"},{"type":"track","event":"E"},{"type":"identify","userId":"u"}]}""");
        Assert.Equal(200, answer.Status);
        Assert.True(answer.Success);
        Assert.Equal(2, answer.Body.GetProperty("accepted").GetInt32());
        var rejected = Assert.Single(answer.Body.GetProperty("rejected").EnumerateArray());
        Assert.Equal(1, rejected.GetProperty("index").GetInt32());
        Assert.Equal("batch[1].userId", rejected.GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal(2, server.Inbox.Arrivals.Count);
    }

    [Fact]
    public async Task A_call_that_only_says_that_an_id_is_missing_is_400()
    {
        var answer = await server.Post("/v1/track", """{"event":"E","userId":"null"}""");
        Assert.Equal(400, answer.Status);
        var error = answer.Body.GetProperty("errors")[0];
        Assert.Equal(("blocked_id", "userId"), (error.GetProperty("code").GetString(), error.GetProperty("path").GetString()));
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Fact]
    public async Task A_batch_of_nothing_but_bad_items_is_400()
    {
        var answer = await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"E"},5]}""");
        Assert.Equal((400, false, 0), (answer.Status, answer.Success, answer.Body.GetProperty("accepted").GetInt32()));
        Assert.Equal(2, answer.Body.GetProperty("rejected").GetArrayLength());
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Theory]
    [InlineData("/v1/track", """{"userId":"u"}""", "event")]
    [InlineData("/v1/track", "{", null)]
    [InlineData("/v1/track", "", null)]
    [InlineData("/v1/batch", """{"batch":7}""", "batch")]
    public async Task A_bad_call_is_400_and_changes_nothing(string path, string json, string? where)
    {
        var answer = await server.Post(path, json);
        Assert.Equal((400, false), (answer.Status, answer.Success));
        Assert.Equal([where], answer.Paths);
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Theory]
    [InlineData("test-write-key:")]
    [InlineData("test-write-key")]
    [InlineData("test-write-key:ignored")]
    public async Task The_write_key_is_the_user_name(string credentials)
    {
        var answer = await server.Post("/v1/track", Track, request => request.Headers.Authorization = TrackingServer.Basic(credentials));
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer abc")]
    [InlineData("Basic Og==")]
    public async Task The_write_key_may_stand_in_the_body(string? header)
    {
        var answer = await server.Post("/v1/track", $$"""{"event":"E","userId":"u","writeKey":"{{TrackingServer.Key}}"}""", request =>
        {
            request.Headers.Authorization = null;
            if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
        });
        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain(TrackingServer.Key, Encoding.UTF8.GetString(server.Inbox.Arrivals[0].Payload.Span));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic b3RoZXI6")]
    [InlineData("Basic !!!")]
    [InlineData("Basic")]
    [InlineData("nonsense")]
    public async Task Without_a_known_key_it_is_401(string? header)
    {
        var answer = await server.Post("/v1/track", Track, request =>
        {
            request.Headers.Authorization = null;
            if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
        });
        Assert.Equal((401, false), (answer.Status, answer.Success));
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task The_content_type_does_not_matter(string? contentType)
    {
        var answer = await server.Post("/v1/t", Track, request =>
        {
            request.Content!.Headers.Remove("Content-Type");
            if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        });
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task More_than_32_KB_in_a_call_is_413()
    {
        var answer = await server.Post("/v1/track", new byte[TrackingLimits.CallBytes + 1]);
        Assert.Equal((413, false), (answer.Status, answer.Success));
    }

    [Fact]
    public async Task A_body_of_unknown_length_that_goes_on_is_413()
    {
        var answer = await server.Post("/v1/track", [], request =>
        {
            request.Content = new StreamContent(new MemoryStream(new byte[TrackingLimits.CallBytes + 1]));
            request.Headers.TransferEncodingChunked = true;
        });
        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task More_than_500_KB_or_2500_items_in_a_batch_is_413()
    {
        Assert.Equal(413, (await server.Post("/v1/batch", new byte[TrackingLimits.BatchBytes + 1])).Status);
        var items = string.Join(',', Enumerable.Repeat("""{"type":"identify","userId":"u"}""", 2_501));
        Assert.Equal(413, (await server.Post("/v1/batch", $$"""{"batch":[{{items}}]}""")).Status);
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Fact]
    public async Task Too_much_work_is_429_with_the_seconds_to_wait()
    {
        server.Inbox.Barred.Enqueue(new OverloadedException("Too much waits.", TimeSpan.FromSeconds(1.2)));
        var answer = await server.Post("/v1/track", Track);
        Assert.Equal((429, "2"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.Contains("Retry-After", answer.Headers["Access-Control-Expose-Headers"]);
        Assert.Equal(200, (await server.Post("/v1/track", Track)).Status);
    }

    [Fact]
    public async Task A_full_disk_is_503()
    {
        server.Inbox.Barred.Enqueue(new StorageFullException("The disk is full."));
        var answer = await server.Post("/v1/track", Track);
        Assert.Equal((503, "5"), (answer.Status, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Metrics_of_the_SDK_are_taken_and_dropped()
    {
        var answer = await server.Post("/v1/m", """{"series":[]}""", request => request.Headers.Authorization = null);
        Assert.Equal((200, true), (answer.Status, answer.Success));
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Fact]
    public async Task An_unknown_endpoint_is_404()
    {
        Assert.Equal(404, (await server.Post("/v1/buy", Track)).Status);
        Assert.Equal(404, (await server.Get("/v1/track")).Status);
    }
}
