using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Sources;
using Tandem.Server.Tests.Tracking;

namespace Tandem.Server.Tests.Sources;

/// <summary>What was rejected is mended and sent on the way of all interactions.</summary>
public sealed class RejectMendingTests : IAsyncLifetime
{
    private const string Rejects = "/api/v1/sources/default/rejects";

    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start(app => app.MapGroup("/api/v1").MapSources());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_fault_is_shown_where_it_stands()
    {
        await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"E","userId":"u"},{"type":"track","userId":"u","event":"E","properties":7,"context":{"externalIds":[{"type":"card","id":{}}]}}]}""");
        var reject = await Only();
        var detail = (await server.Get($"{Rejects}/{reject}")).Body;
        var lines = detail.GetProperty("text").GetString()!.Split('\n');
        foreach (var fault in detail.GetProperty("faults").EnumerateArray())
        {
            var name = fault.GetProperty("path").GetString()!.Split('.', '[')[0];
            Assert.Contains(name is "properties" ? "\"properties\": 7" : "\"id\"", lines[fault.GetProperty("line").GetInt32() - 1]);
            Assert.StartsWith("\"", lines[fault.GetProperty("line").GetInt32() - 1][(fault.GetProperty("column").GetInt32() - 1)..]);
        }
        Assert.Equal(2, detail.GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task A_field_that_is_missing_is_shown_at_what_it_is_missing_in()
    {
        await server.Post("/v1/track", """{"userId":"u"}""");
        var fault = Assert.Single((await server.Get($"{Rejects}/{await Only()}")).Body.GetProperty("faults").EnumerateArray());
        Assert.Equal(("event", 1, 1), (fault.GetProperty("path").GetString(), fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task A_check_says_what_is_still_wrong_and_changes_nothing()
    {
        await server.Post("/v1/track", """{"event":"E"}""");
        var id = await Only();
        var wrong = (await Post($"{Rejects}/{id}/check", "{\n  \"event\": 7,\n  \"userId\": \"u\"\n}")).Body;
        var fault = Assert.Single(wrong.GetProperty("faults").EnumerateArray());
        Assert.Equal(("wrong_type", 2, 3), (fault.GetProperty("code").GetString(), fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32()));
        var broken = (await Post($"{Rejects}/{id}/check", "{\n  \"event\" \"E\"}")).Body;
        Assert.Equal(("not_json", 2), (broken.GetProperty("faults")[0].GetProperty("code").GetString(), broken.GetProperty("faults")[0].GetProperty("line").GetInt32()));
        var right = (await Post($"{Rejects}/{id}/check", """{"event":"E","userId":"u"}""")).Body;
        Assert.Equal(0, right.GetProperty("faults").GetArrayLength());
        Assert.Equal(("track", "E", "u"), (Read("type"), Read("name"), right.GetProperty("reads")[0].GetProperty("identities")[0].GetProperty("value").GetString()));
        Assert.Empty(server.Inbox.Arrivals);
        Assert.Equal(1, await Open());

        string? Read(string field) => right.GetProperty("reads")[0].GetProperty(field).GetString();
    }

    [Fact]
    public async Task What_is_mended_goes_in_as_of_when_it_came_with_what_stood_around_its_batch()
    {
        await server.Post("/v1/batch", """
            {"batch":[{"type":"track","event":"E","timestamp":"2020-01-01T10:00:00Z","messageId":"m-7"}],
             "sentAt":"2020-01-01T10:00:05Z","historical":false,"context":{"consent":{"categoryPreferences":{"email":true}}}}
            """);
        var id = await Only();
        var sent = await Post($"{Rejects}/{id}/send", """{"type":"track","event":"E","timestamp":"2020-01-01T10:00:00Z","messageId":"m-7","userId":"u"}""");
        Assert.Equal((200, "api"), (sent.Status, sent.Body.GetProperty("by").GetString()));
        var interaction = Assert.Single(server.Inbox.Interactions);
        var reject = Assert.Single(server.Rejects.Read("default", null, 10).Rejects);
        Assert.Equal(("m-7", reject.At, reject.At - Duration.FromSeconds(5)), (interaction.MessageId, interaction.ReceivedAt, interaction.Timestamp));
        Assert.True(JsonElement.Parse(interaction.Body.Span).GetProperty("context").GetProperty("consent").GetProperty("categoryPreferences").GetProperty("email").GetBoolean());
        Assert.True(ItemId.TryParse(sent.Body.GetProperty("items")[0].GetString()!, out var item));
        Assert.Equal((1, interaction.DedupeHash), (item.Value.Count, item.Value.Message));
    }

    [Fact]
    public async Task Sent_twice_it_is_sent_once_and_no_longer_open()
    {
        await server.Post("/v1/track", """{"event":"E"}""");
        var id = await Only();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Post($"{Rejects}/{id}/send", $$"""{"event":"E","userId":"u{{number}}"}""")));
        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409 }));
        var again = await Post($"{Rejects}/{id}/send", """{"event":"Other","userId":"v"}""");
        Assert.Equal(200, again.Status);
        Assert.Equal($"mended-{id}", Assert.Single(server.Inbox.Interactions).MessageId);
        Assert.Equal(0, await Open());
        Assert.Empty((await server.Get($"{Rejects}?state=open")).Body.GetProperty("items").EnumerateArray());
        var mended = Assert.Single((await server.Get($"{Rejects}?state=mended")).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(again.Body.GetProperty("items")[0].GetString(), mended.GetProperty("mended").GetProperty("items")[0].GetString());
        Assert.Equal(1, (await server.Get("/api/v1/sources/default")).Body.GetProperty("accepted").GetInt64());
    }

    [Fact]
    public async Task What_is_still_wrong_or_finds_no_room_stays_open_and_may_be_sent_again()
    {
        await server.Post("/v1/track", """{"event":"E"}""");
        var id = await Only();
        var wrong = await Post($"{Rejects}/{id}/send", """{"event":"E"}""");
        Assert.Equal((422, "userId"), (wrong.Status, Assert.Single(wrong.Paths)));
        server.Inbox.Barred.Enqueue(new OverloadedException("Too much.", TimeSpan.FromSeconds(1)));
        Assert.Equal(500, (await Post($"{Rejects}/{id}/send", """{"event":"E","userId":"u"}""")).Status);
        Assert.Equal(1, await Open());
        Assert.Equal(200, (await Post($"{Rejects}/{id}/send", """{"event":"E","userId":"u"}""")).Status);
        Assert.Single(server.Inbox.Interactions);
    }

    [Fact]
    public async Task An_item_cannot_end_the_batch_that_it_is_put_into()
    {
        await server.Post("/v1/batch", """{"batch":[{"type":"track"}]}""");
        var sent = await Post($"{Rejects}/{await Only()}/send", """{"type":"track","event":"E","userId":"u"},{"type":"track","event":"F","userId":"u"}""");
        Assert.Equal((422, "not_json"), (sent.Status, sent.Body.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Fact]
    public async Task Several_are_sent_as_they_were_each_answering_for_itself()
    {
        await server.Post("/v1/track", """{"event":"E"}""");
        var wrong = await Only();
        // As if the server had refused it for a reason that holds no longer.
        var good = new Reject("0-good", Instant.From(DateTimeOffset.UtcNow), null, [new("blocked_id", "Not then.") { Path = "userId" }], """{"event":"E","userId":"u"}""", "/v1/t");
        await server.Rejects.Add("default", [good]);
        var answers = (await server.Post($"{Rejects}/send", JsonSerializer.Serialize(new { ids = new[] { wrong, good.Id, "none" } }))).Body.GetProperty("items");
        Assert.Equal([("missing", false), ("", true), ("unknown_reject", false)], answers.EnumerateArray().Select(answer => (
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).FirstOrDefault() ?? "", answer.GetProperty("mended").ValueKind == JsonValueKind.Object)));
        Assert.Single(server.Inbox.Interactions);
        Assert.Equal(1, await Open());
    }

    [Fact]
    public async Task Reasons_count_what_items_have_in_common_and_lead_to_them()
    {
        for (var number = 0; number < 3; number++) await server.Post("/v1/batch", """{"batch":[{"type":"track","userId":"u"},{"type":"track","event":"Mine"}]}""");
        await server.Post("/v1/track", "{ nonsense");
        var reasons = (await server.Get($"{Rejects}/reasons")).Body.GetProperty("items").EnumerateArray().ToDictionary(
            reason => (reason.GetProperty("code").GetString(), reason.GetProperty("path").GetString()), reason => reason.GetProperty("open").GetInt64());
        Assert.Equal(3, reasons[("missing", "event")]);
        Assert.Equal(3, reasons[("missing", "userId")]);
        Assert.Equal(1, reasons[("not_json", "-")]);
        var found = (await server.Get($"{Rejects}?code=missing&path=userId")).Body.GetProperty("items");
        Assert.Equal(3, found.GetArrayLength());
        Assert.Contains("Mine", found[0].GetProperty("body").GetString());
        Assert.Equal(3, (await server.Get($"{Rejects}?text=mine&limit=2")).Body is var page && page.GetProperty("next").GetString() is { } next
            ? 2 + (await server.Get($"{Rejects}?text=mine&limit=2&after={next}")).Body.GetProperty("items").GetArrayLength() : 0);
    }

    [Theory]
    [InlineData("/api/v1/sources/other/rejects/reasons", 404)]
    [InlineData("/api/v1/sources/default/rejects/none", 404)]
    [InlineData("/api/v1/sources/default/rejects?state=shut", 400)]
    public async Task What_is_not_there_is_told(string path, int status) => Assert.Equal(status, (await server.Get(path)).Status);

    private async Task<long> Open() => (await server.Get("/api/v1/sources/default")).Body.GetProperty("openRejects").GetInt64();

    private async Task<string> Only() => Assert.Single((await server.Get(Rejects)).Body.GetProperty("items").EnumerateArray()).GetProperty("id").GetString()!;

    private Task<Answer> Post(string path, string text) => server.Post(path, JsonSerializer.Serialize(new { text }));
}
