using System.Text;
using System.Text.Json;

namespace Tandem.Engine.Interactions;

/// <summary>The fields of a call that the engine reads. Each may be there once.</summary>
internal enum CallField
{
    Other = 0,
    Type,
    Event,
    Name,
    GroupId,
    UserId,
    AnonymousId,
    PreviousId,
    MessageId,
    Timestamp,
    OriginalTimestamp,
    SentAt,
    Historical,
    Context,
    Traits,
    Properties,
    Integrations,
    WriteKey,
    Batch,
}

internal static class CallFields
{
    /// <summary>The field that the reader, standing on a property name with whole surrogate pairs, has before it.</summary>
    public static CallField Of(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Of(Encoding.UTF8.GetBytes(reader.GetString()!)) : Of(reader.ValueSpan);

    public static string Name(CallField field) => field switch
    {
        CallField.Type => "type",
        CallField.Event => "event",
        CallField.Name => "name",
        CallField.GroupId => "groupId",
        CallField.UserId => "userId",
        CallField.AnonymousId => "anonymousId",
        CallField.PreviousId => "previousId",
        CallField.MessageId => "messageId",
        CallField.Timestamp => "timestamp",
        CallField.OriginalTimestamp => "originalTimestamp",
        CallField.SentAt => "sentAt",
        CallField.Historical => "historical",
        CallField.Context => "context",
        CallField.Traits => "traits",
        CallField.Properties => "properties",
        CallField.Integrations => "integrations",
        CallField.WriteKey => "writeKey",
        CallField.Batch => "batch",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Has no name."),
    };

    private static CallField Of(ReadOnlySpan<byte> name)
    {
        var candidate = name.Length switch
        {
            4 => name[0] == 't' ? CallField.Type : CallField.Name,
            5 => name[0] == 'e' ? CallField.Event : CallField.Batch,
            6 => name[0] switch { (byte)'u' => CallField.UserId, (byte)'t' => CallField.Traits, _ => CallField.SentAt },
            7 => name[0] == 'c' ? CallField.Context : CallField.GroupId,
            8 => CallField.WriteKey,
            9 => name[0] == 'm' ? CallField.MessageId : CallField.Timestamp,
            10 => name[0] switch { (byte)'p' when name[2] == 'e' => CallField.PreviousId, (byte)'p' => CallField.Properties, _ => CallField.Historical },
            11 => CallField.AnonymousId,
            12 => CallField.Integrations,
            17 => CallField.OriginalTimestamp,
            _ => CallField.Other,
        };
        return candidate != CallField.Other && name.SequenceEqual(Utf8(candidate)) ? candidate : CallField.Other;
    }

    private static ReadOnlySpan<byte> Utf8(CallField field) => field switch
    {
        CallField.Type => "type"u8,
        CallField.Event => "event"u8,
        CallField.Name => "name"u8,
        CallField.GroupId => "groupId"u8,
        CallField.UserId => "userId"u8,
        CallField.AnonymousId => "anonymousId"u8,
        CallField.PreviousId => "previousId"u8,
        CallField.MessageId => "messageId"u8,
        CallField.Timestamp => "timestamp"u8,
        CallField.OriginalTimestamp => "originalTimestamp"u8,
        CallField.SentAt => "sentAt"u8,
        CallField.Historical => "historical"u8,
        CallField.Context => "context"u8,
        CallField.Traits => "traits"u8,
        CallField.Properties => "properties"u8,
        CallField.Integrations => "integrations"u8,
        CallField.WriteKey => "writeKey"u8,
        _ => "batch"u8,
    };
}
