using Tandem.Engine.Interactions;
using Tandem.Primitives;
using static Tandem.Engine.Tests.Interactions.Parsing;

namespace Tandem.Engine.Tests.Interactions;

public class CallTests
{
    [Fact]
    public void A_call_carries_what_was_sent_and_its_type()
    {
        var call = Accepted(InteractionType.Track, """ {"userId":"42", "event":"Order Completed","properties":{"total": 12.50},"messageId":"m-1"} """);
        Assert.Equal(InteractionType.Track, call.Type);
        Assert.Equal("Order Completed", call.Name);
        Assert.Equal("m-1", call.MessageId);
        Assert.Equal(7, call.Source);
        Assert.Equal(ReceivedAt, call.ReceivedAt);
        Assert.Equal(["userId:42"], call.Names());
        Assert.Equal("track", call.Body().GetProperty("type").GetString());
        Assert.Equal("12.50", call.Body().GetProperty("properties").GetProperty("total").GetRawText());
    }

    [Fact]
    public void The_stored_form_reads_back_as_the_same_interaction()
    {
        var item = Assert.Single(Call(InteractionType.Identify, """{"userId":"42","anonymousId":"a","traits":{"email":"A@Example.com"},"timestamp":"2026-11-01T00:00:00Z"}""").Value.Accepted);
        var read = Interaction.Read(item.Payload);
        Assert.Equal(item.Interaction.Names(), read.Names());
        Assert.Equal(item.Interaction.Timestamp, read.Timestamp);
        Assert.Equal(item.Interaction.MessageId, read.MessageId);
        Assert.Equal(item.Interaction.Body.ToArray(), read.Body.ToArray());
        Assert.True(item.Payload.Span.Overlaps(item.Interaction.Body.Span));
        var written = new ByteWriter();
        item.Interaction.Write(written);
        Assert.Equal(item.Payload.ToArray(), written.ToArray());
    }

    [Theory]
    [InlineData(InteractionType.Identify, """{"userId":"u"}""", "")]
    [InlineData(InteractionType.Track, """{"anonymousId":"a","event":"E"}""", "E")]
    [InlineData(InteractionType.Page, """{"anonymousId":"a","name":"Home"}""", "Home")]
    [InlineData(InteractionType.Page, """{"anonymousId":"a","name":null}""", "")]
    [InlineData(InteractionType.Screen, """{"userId":"u","name":"Start"}""", "Start")]
    [InlineData(InteractionType.Group, """{"userId":"u","groupId":"acme"}""", "acme")]
    [InlineData(InteractionType.Group, """{"userId":"u","groupId":17}""", "17")]
    [InlineData(InteractionType.Alias, """{"userId":"u","previousId":"a"}""", "")]
    public void Each_type_has_its_name_and_its_type_in_the_body(InteractionType type, string json, string name)
    {
        var call = Accepted(type, json);
        Assert.Equal(name, call.Name);
        Assert.Equal(type.Word(), call.Body().GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(InteractionType.Track, """{"userId":"u"}""", "event")]
    [InlineData(InteractionType.Track, """{"userId":"u","event":""}""", "event")]
    [InlineData(InteractionType.Track, """{"userId":"u","event":5}""", "event")]
    [InlineData(InteractionType.Group, """{"userId":"u"}""", "groupId")]
    [InlineData(InteractionType.Alias, """{"userId":"u"}""", "previousId")]
    [InlineData(InteractionType.Alias, """{"anonymousId":"u","previousId":"a"}""", "userId")]
    [InlineData(InteractionType.Identify, """{"traits":{"email":"a@example.com"}}""", "userId")]
    [InlineData(InteractionType.Identify, """{"userId":"  ","anonymousId":""}""", "userId")]
    [InlineData(InteractionType.Identify, """{"userId":{"id":1}}""", "userId")]
    [InlineData(InteractionType.Identify, """{"userId":"u","anonymousId":true}""", "anonymousId")]
    [InlineData(InteractionType.Identify, """{"userId":"u","traits":"none"}""", "traits")]
    [InlineData(InteractionType.Track, """{"userId":"u","event":"E","properties":[1]}""", "properties")]
    [InlineData(InteractionType.Track, """{"userId":"u","event":"E","context":1}""", "context")]
    [InlineData(InteractionType.Track, """{"userId":"u","event":"E","integrations":"All"}""", "integrations")]
    [InlineData(InteractionType.Track, """{"userId":"u","userId":"v","event":"E"}""", "userId")]
    [InlineData(InteractionType.Track, """{"userId":"u","event":"E","historical":"yes"}""", "historical")]
    public void What_is_wrong_is_told_with_its_place_and_what_would_be_right(InteractionType type, string json, string path)
    {
        var error = Assert.Single(Rejected(type, json));
        Assert.Equal(path, error.Path);
        Assert.NotNull(error.Hint);
        Assert.EndsWith(".", error.Message);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(["userId", "timestamp", "context"], Rejected(InteractionType.Track, """{"userId":[],"event":"E","timestamp":"soon","context":"x"}""").Select(error => error.Path));

    [Fact]
    public void What_is_missing_is_told_at_once() =>
        Assert.Equal(["event", "userId"], Rejected(InteractionType.Track, "{}").Select(error => error.Path));

    [Fact]
    public void The_endpoint_decides_the_type()
    {
        var call = Accepted(InteractionType.Track, """{"type":"page","event":"E","userId":"u"}""");
        Assert.Equal(InteractionType.Track, call.Type);
        Assert.Equal("track", call.Body().GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"writeKey":"secret","userId":"u","event":"E"}""")]
    [InlineData("""{"userId":"u","writeKey":"secret","event":"E"}""")]
    [InlineData("""{"userId":"u","event":"E" , "writeKey" : "secret" }""")]
    [InlineData("""{"userId":"u","event":"E","timestamp":"2026-11-01T00:00:00Z","writeKey":{"a":"secret"}}""")]
    public void The_write_key_is_not_kept(string json)
    {
        var body = Accepted(InteractionType.Track, json).Body();
        Assert.False(body.TryGetProperty("writeKey", out _));
        Assert.Equal("E", body.GetProperty("event").GetString());
        Assert.Equal("u", body.GetProperty("userId").GetString());
    }

    [Fact]
    public void A_missing_message_id_is_made_up() =>
        Assert.Equal("made-1", Track("""  "messageId":""  """).MessageId);

    [Fact]
    public void A_message_id_may_have_100_characters()
    {
        Assert.Equal(100, Track($"\"messageId\":\"{new string('é', 100)}\"").MessageId.Length);
        Assert.Equal("messageId", Assert.Single(BadTrack($"\"messageId\":\"{new string('m', 101)}\"")).Path);
    }

    [Fact]
    public void A_call_may_have_32_KB()
    {
        const string Start = """{"userId":"u","event":"E","properties":{"text":""", End = "}}";
        var fill = TrackingLimits.CallBytes - Start.Length - End.Length - 2;
        Accepted(InteractionType.Track, $"{Start}\"{new string('x', fill)}\"{End}");
        var error = Assert.Single(Call(InteractionType.Track, $"{Start}\"{new string('x', fill + 1)}\"{End}").Errors);
        Assert.Equal(InteractionParser.TooLarge, error.Code);
    }

    [Theory]
    [InlineData("", "not_json")]
    [InlineData("{", "not_json")]
    [InlineData("{}{}", "not_json")]
    [InlineData("""{"userId":"u","event":"E",}""", "not_json")]
    [InlineData("""{"userId":'u'}""", "not_json")]
    [InlineData("[]", "wrong_type")]
    [InlineData("\"text\"", "wrong_type")]
    [InlineData("null", "wrong_type")]
    public void A_body_that_is_no_JSON_object_fails_whole(string json, string code) =>
        Assert.Equal(code, Assert.Single(Call(InteractionType.Track, json).Errors).Code);

    [Fact]
    public void An_error_in_the_JSON_names_line_and_column()
    {
        var error = Assert.Single(Call(InteractionType.Track, "{\n  \"userId\": oops\n}").Errors);
        Assert.Equal((2, 13), (error.Line, error.Column));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Accepted(InteractionType.Track, "\uFEFF{\"userId\":\"u\",\"event\":\"E\"}");

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. "{\"userId\":\"u\",\"event\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("not_text", Assert.Single(InteractionParser.ReadCall(body, InteractionType.Track, Reception()).Errors).Code);
    }

    [Theory]
    [InlineData(""" "properties":{"a":["\ud83d"]} """, "properties")]
    [InlineData(""" "properties":{"\ud83d":1} """, "properties")]
    [InlineData(""" "anonymousId":"\ude00\ud83d" """, "anonymousId")]
    [InlineData(""" "context":{"traits":{"email":"\ud83dx"}} """, "context.traits")]
    [InlineData(""" "\udfff":1 """, null)]
    public void Half_a_surrogate_pair_is_refused(string fields, string? path)
    {
        var error = Assert.Single(BadTrack(fields));
        Assert.Equal(("bad_text", path), (error.Code, error.Path));
    }

    [Fact]
    public void Escapes_are_read_wherever_they_are()
    {
        var call = Accepted(InteractionType.Track, """{"user\u0049d":"\u0041\ud83d\ude00\\ud83d","event":"E"}""");
        Assert.Equal("userId:A😀\\ud83d", Assert.Single(call.Names()));
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    [InlineData(5_000, false)]
    public void Nesting_ends_at_64_levels(int lists, bool accepted)
    {
        var fields = $$""" "properties":{"deep":{{new string('[', lists)}}{{new string(']', lists)}}} """;
        if (accepted) Assert.False(Track(fields).Properties.IsNull);
        else Assert.Equal("too_deep", Assert.Single(BadTrack(fields)).Code);
    }
}
