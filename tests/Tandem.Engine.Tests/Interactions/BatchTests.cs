using Tandem.Engine.Interactions;
using static Tandem.Engine.Tests.Interactions.Parsing;

namespace Tandem.Engine.Tests.Interactions;

public class BatchTests
{
    private const string Good = """{"type":"track","event":"E","userId":"u"}""";

    [Fact]
    public void A_bad_item_in_a_batch_keeps_the_good_ones()
    {
        var parsed = Batch($$$"""{"batch":[{{{Good}}},{"type":"track","event":"E"},{{{Good}}},7,{"type":"buy","userId":"u"},{"userId":"u"},{{{Good}}}]}""").Value;
        Assert.Equal(3, parsed.Accepted.Count);
        Assert.Equal([1, 3, 4, 5], parsed.Rejected.Select(item => item.Index!.Value));
        Assert.Equal(["batch[1].userId", "batch[3]", "batch[4].type", "batch[5].type"], parsed.Rejected.Select(item => Assert.Single(item.Errors).Path));
        Assert.Equal("""{"type":"track","event":"E"}"""u8.ToArray(), parsed.Rejected[0].Body.ToArray());
    }

    [Theory]
    [InlineData("""{"context":{"ip":"1.2.3.4","page":{"url":"/b","title":"B"}},"integrations":{"All":true},"batch":[ITEM]}""")]
    [InlineData("""{"batch":[ITEM],"integrations":{"All":true},"context":{"ip":"1.2.3.4","page":{"url":"/b","title":"B"}}}""")]
    public void Context_and_integrations_of_the_batch_lie_beneath_the_items_own(string batch)
    {
        var item = """{"type":"track","event":"E","userId":"u","context":{"page":{"url":"/i"},"locale":"de"},"integrations":null}""";
        var body = Assert.Single(Batch(batch.Replace("ITEM", item)).Value.Accepted).Interaction.Body();
        var context = body.GetProperty("context");
        Assert.Equal("1.2.3.4", context.GetProperty("ip").GetString());
        Assert.Equal("""{"url":"/i"}""", context.GetProperty("page").GetRawText());
        Assert.Equal("de", context.GetProperty("locale").GetString());
        Assert.True(body.GetProperty("integrations").GetProperty("All").GetBoolean());
        Assert.Equal("E", body.GetProperty("event").GetString());
    }

    [Fact]
    public void An_item_without_a_context_gets_the_batchs()
    {
        var parsed = Batch($$$"""{"batch":[{{{Good}}}],"context":{"traits":{"email":"a@example.com"},"historical":true}}""").Value;
        var interaction = Assert.Single(parsed.Accepted).Interaction;
        Assert.Equal(["userId:u", "email:a@example.com"], interaction.Names());
        Assert.True(interaction.Historical);
        Assert.Equal("a@example.com", interaction.Body().GetProperty("context").GetProperty("traits").GetProperty("email").GetString());
    }

    [Fact]
    public void An_empty_context_changes_no_byte()
    {
        var parsed = Batch($$$"""{"batch":[{{{Good}}}],"context":{},"integrations":null}""").Value;
        Assert.Equal(Good, System.Text.Encoding.UTF8.GetString(Assert.Single(parsed.Accepted).Interaction.Body.Span));
    }

    [Fact]
    public void SentAt_and_historical_of_the_batch_hold_for_all()
    {
        const string Item = """{"type":"track","event":"E","userId":"u","timestamp":"2026-11-22T08:00:00Z","sentAt":"2020-01-01T00:00:00Z"}""";
        var now = Batch($$$"""{"batch":[{{{Item}}},{{{Item}}}],"sentAt":"2026-11-22T09:00:00Z"}""").Value.Accepted;
        Assert.All(now, item => Assert.Equal(Time("2026-11-22T09:00:00Z"), item.Interaction.Timestamp));
        var past = Batch($$$"""{"historical":true,"batch":[{{{Item}}},{{{Item}}}],"sentAt":"2026-11-22T09:00:00Z"}""").Value.Accepted;
        Assert.All(past, item => Assert.Equal((true, Time("2026-11-22T08:00:00Z")), (item.Interaction.Historical, item.Interaction.Timestamp)));
    }

    [Fact]
    public void Each_item_without_a_message_id_gets_its_own() =>
        Assert.Equal(["made-1", "made-2"], Batch($$$"""{"batch":[{{{Good}}},{{{Good}}}]}""").Value.Accepted.Select(item => item.Interaction.MessageId));

    [Fact]
    public void An_item_over_32_KB_is_refused_alone()
    {
        var large = $$"""{"type":"track","event":"{{new string('x', TrackingLimits.CallBytes)}}","userId":"u"}""";
        var parsed = Batch($$$"""{"batch":[{{{large}}},{{{Good}}}]}""").Value;
        Assert.Single(parsed.Accepted);
        var rejected = Assert.Single(parsed.Rejected);
        Assert.Equal(("batch[0]", InteractionParser.TooLarge), (rejected.Errors[0].Path, rejected.Errors[0].Code));
        Assert.Equal(TrackingLimits.CallBytes, rejected.Body.Length);
    }

    [Fact]
    public void A_large_context_of_the_batch_does_not_make_items_larger_than_32_KB()
    {
        var parsed = Batch($$$"""{"batch":[{{{Good}}}],"context":{"text":"{{{new string('x', TrackingLimits.CallBytes)}}}"}}""").Value;
        Assert.Equal(InteractionParser.TooLarge, Assert.Single(parsed.Rejected).Errors[0].Code);
    }

    [Fact]
    public void Half_a_surrogate_pair_or_too_deep_an_item_is_refused_alone()
    {
        var parsed = Batch($$$"""{"batch":[{{{Good}}},{"type":"track","event":"E","userId":"\udead"},{"type":"track","event":"E","userId":"u","properties":{"a":{{{new string('[', 400)}}}{{{new string(']', 400)}}}}},{{{Good}}}]}""").Value;
        Assert.Equal(2, parsed.Accepted.Count);
        Assert.Equal(["bad_text", "too_deep"], parsed.Rejected.Select(item => item.Errors[0].Code));
    }

    [Fact]
    public void An_item_that_is_not_UTF_8_is_refused_alone()
    {
        byte[] body = [.. """{"batch":["""u8, .. System.Text.Encoding.UTF8.GetBytes(Good), .. ""","""u8, .. """{"type":"track","event":"E","userId":"u","properties":{"a":" """u8, 0xFF, .. """ "}}]}"""u8];
        var parsed = InteractionParser.ReadBatch(body, Reception()).Value;
        Assert.Single(parsed.Accepted);
        Assert.Equal(("not_text", "batch[1]"), (parsed.Rejected[0].Errors[0].Code, parsed.Rejected[0].Errors[0].Path));
    }

    [Theory]
    [InlineData("{}", "batch")]
    [InlineData("""{"batch":{}}""", "batch")]
    [InlineData("""{"batch":null}""", "batch")]
    [InlineData("""{"batch":[],"batch":[]}""", "batch")]
    [InlineData("""{"batch":[],"sentAt":"soon"}""", "sentAt")]
    [InlineData("""{"batch":[],"context":[]}""", "context")]
    [InlineData("""{"batch":[],"context":{"a":"\ud800"}}""", "context")]
    [InlineData("""{"batch":[],"historical":1}""", "historical")]
    public void What_is_wrong_around_the_items_fails_the_whole(string json, string path) =>
        Assert.Equal(path, Assert.Single(Batch(json).Errors).Path);

    [Fact]
    public void An_empty_batch_is_nothing_to_complain_about() => Assert.Empty(Batch("""{"batch":[]}""").Value.Accepted);

    [Fact]
    public void A_batch_has_2500_items_at_most()
    {
        static string Items(int count) => $$"""{"batch":[{{string.Join(',', Enumerable.Repeat(Good, count))}}]}""";
        Assert.Equal(2_500, Batch(Items(2_500)).Value.Accepted.Count);
        Assert.Equal(InteractionParser.TooMany, Assert.Single(Batch(Items(2_501)).Errors).Code);
    }

    [Fact]
    public void A_batch_has_500_KB_at_most() =>
        Assert.Equal(InteractionParser.TooLarge, Assert.Single(Batch("""{"batch":[]}""" + new string(' ', TrackingLimits.BatchBytes)).Errors).Code);

    [Theory]
    [InlineData("""{"batch":[{"writeKey":"inner"}],"writeKey":"outer"}""", "outer")]
    [InlineData("""{"writeKey":5}""", null)]
    [InlineData("""{"userId":"u"}""", null)]
    [InlineData("""{"writeKey":"k",""", "k")]
    [InlineData("""["writeKey"]""", null)]
    [InlineData("", null)]
    public void The_write_key_is_found_in_a_body(string json, string? key) =>
        Assert.Equal(key, InteractionParser.FindWriteKey(System.Text.Encoding.UTF8.GetBytes(json)));
}
