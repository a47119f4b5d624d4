using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Interactions;
using static Tandem.Engine.Tests.Interactions.Parsing;

namespace Tandem.Engine.Tests.Interactions;

/// <summary>Whatever the bytes, the parser answers; and whatever it accepts, the engine can read.</summary>
public class InteractionParserProperties
{
    private static readonly byte[] Seed = Encoding.UTF8.GetBytes("""
        {"type":"identify","userId":"u\u00e9","anonymousId":7,"messageId":"m","timestamp":"2026-11-22T09:59:50.5Z","sentAt":"2026-11-22T10:00:00Z","historical":false,
         "traits":{"email":"a@example.com","phone":"+49 30 1","list":[1,-2.5e3,null,true,{"x":"\ud83d\ude00"}]},"integrations":{"All":true},"writeKey":"k",
         "properties":{"total":19.9,"items":[{"sku":"a"}]},
         "context":{"externalIds":[{"id":"1","type":"card","collection":"users","encoding":"none"}],"traits":{"email":"b@example.com"},"page":{"url":"/"}}}
        """);

    private static readonly byte[] SeedBatch = [.. """{"sentAt":"2026-11-22T10:00:00Z","context":{"ip":"1.1.1.1"},"batch":["""u8, .. Seed, (byte)',', .. Seed, .. "]}"u8];

    // Bytes that matter to JSON and UTF-8 come often.
    private static readonly Gen<byte> AnyByte = Gen.OneOf(
        Gen.Choose(0, 255).Select(value => (byte)value),
        Gen.Elements(Encoding.UTF8.GetBytes("{}[]\",:\\ud0189-+.eE tfn\n")));

    private static readonly Gen<Func<byte[], byte[]>> Change =
        from at in Gen.Choose(0, 2_000)
        from length in Gen.Choose(0, 40)
        from bytes in AnyByte.ArrayOf()
        from kind in Gen.Choose(0, 3)
        select (Func<byte[], byte[]>)(body => Apply(body, kind, body.Length == 0 ? 0 : at % body.Length, length, bytes));

    private static Gen<byte[]> Mutated(byte[] seed) => Change.NonEmptyListOf().Select(changes => changes.Take(4).Aggregate(seed, (body, change) => change(body)));

    [Fact]
    public void Any_bytes_are_answered() =>
        Prop.ForAll(AnyByte.ArrayOf().ToArbitrary(), body => Answers(body)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_damaged_call_is_answered() =>
        Prop.ForAll(Mutated(Seed).ToArbitrary(), body => Answers(body)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_damaged_batch_is_answered() =>
        Prop.ForAll(Mutated(SeedBatch).ToArbitrary(), body => Answers(body)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_time_that_is_escaped_and_no_text_is_answered() =>
        Assert.True(Answers([.. "{\"sentAt\":\"\\u0032"u8, 0xD8, .. "\",\"batch\":[]}"u8]));

    [Fact]
    public void Good_items_survive_any_neighbour_that_is_JSON()
    {
        var neighbour = JsonValues.Any(4).ListOf().Where(values => values.Count < 6);
        Prop.ForAll(neighbour.ToArbitrary(), values =>
        {
            var items = values.SelectMany(value => new[] { value, """{"type":"identify","userId":"good"}""" }).ToList();
            var parsed = Batch($$"""{"batch":[{{string.Join(',', items)}}]}""").Value;
            Assert.Equal(items.Count, parsed.Accepted.Count + parsed.Rejected.Count);
            Assert.True(parsed.Accepted.Count(item => item.Interaction.Identities[0].Value == "good") >= values.Count);
            Assert.All(parsed.Rejected, item => Assert.NotEmpty(item.Errors));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Fields_of_any_value_are_accepted_or_told()
    {
        var names = Gen.Elements("userId", "anonymousId", "event", "timestamp", "sentAt", "messageId", "traits", "properties", "context", "integrations", "historical", "name", "previousId", "groupId", "other");
        var fields = from name in names from value in JsonValues.Any(3) select $"\"{name}\":{value}";
        Prop.ForAll(fields.ListOf().ToArbitrary(), list => Answers(Encoding.UTF8.GetBytes($"{{{string.Join(',', list.Append("\"type\":\"track\""))}}}")))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static bool Answers(byte[] body)
    {
        foreach (var type in Enum.GetValues<InteractionType>()) Answers(InteractionParser.ReadCall(body, type, Reception()));
        Answers(InteractionParser.ReadBatch(body, Reception()));
        byte[] wrapped = [.. "{\"batch\":["u8, .. body, .. "]}"u8];
        Answers(InteractionParser.ReadBatch(wrapped, Reception()));
        InteractionParser.FindWriteKey(body);
        return true;
    }

    private static void Answers(Tandem.Primitives.Result<ParsedCall> result)
    {
        if (!result.TryGet(out var call, out var errors))
        {
            Assert.NotEmpty(errors);
            return;
        }
        foreach (var (interaction, payload) in call.Accepted)
        {
            Assert.NotEmpty(interaction.Identities);
            Assert.InRange(interaction.MessageId.Length, 1, TrackingLimits.MessageIdLength);
            using var body = JsonDocument.Parse(interaction.Body);
            Assert.Equal(interaction.Type.Word(), body.RootElement.GetProperty("type").GetString());
            var read = Interaction.Read(payload);
            Assert.Equal(interaction.Names(), read.Names());
            // Known from the reading of the call, and found by a search.
            Assert.Equal(Encoding.UTF8.GetString(read.PropertiesJson), Encoding.UTF8.GetString(interaction.PropertiesJson));
            Assert.False(read.Properties.IsNull || read.Traits.IsNull || read.Context.IsNull);
        }
    }

    private static byte[] Apply(byte[] body, int kind, int at, int length, byte[] bytes)
    {
        var end = Math.Min(body.Length, at + length);
        return kind switch
        {
            0 => [.. body[..at], .. bytes, .. body[end..]],
            1 => body[..at],
            2 => [.. body[..end], .. body[at..]],
            _ => [.. body[..at], .. body[end..]],
        };
    }
}
