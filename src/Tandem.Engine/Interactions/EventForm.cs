using System.Text;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>An interaction as rules and templates see it: the event.</summary>
public static class EventForm
{
    /// <summary>A map: type, name, timestamp, messageId, properties, traits, context.</summary>
    public static Value ValueOf(Interaction interaction) => Value.Of(new Dictionary<Value, Value>
    {
        [Value.Of("type")] = Value.Of(interaction.Type.Word()),
        [Value.Of("name")] = Value.Of(interaction.Name),
        [Value.Of("timestamp")] = Value.Of(interaction.Timestamp),
        [Value.Of("messageId")] = Value.Of(interaction.MessageId),
        [Value.Of("properties")] = interaction.Properties,
        [Value.Of("traits")] = interaction.Traits,
        [Value.Of("context")] = interaction.Context,
    });

    /// <summary>The value again of what <see cref="JsonOf"/> wrote: the same to every rule, its timestamp being one.</summary>
    public static Value ValueOf(ReadOnlySpan<byte> json)
    {
        var fields = new Dictionary<Value, Value>(ValueJson.Read(json).AsMap);
        var key = Value.Of("timestamp");
        if (fields.TryGetValue(key, out var text) && text.Kind == ValueKind.String && Instant.TryParse(text.AsString, out var timestamp)) fields[key] = Value.Of(timestamp);
        return Value.Of(fields);
    }

    public static byte[] JsonOf(Interaction interaction) => Encoding.UTF8.GetBytes(ValueJson.Text(ValueOf(interaction)));
}
