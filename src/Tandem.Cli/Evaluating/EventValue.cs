using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>An event as rules see it.</summary>
internal static class EventValue
{
    public static readonly Value Name = Value.Of("name"), Timestamp = Value.Of("timestamp");

    private static readonly Value Type = Value.Of("type"), MessageId = Value.Of("messageId"), Properties = Value.Of("properties"), Traits = Value.Of("traits"), Context = Value.Of("context");

    public static Value Of(string type, string name, Instant timestamp, string messageId, Value properties, Value traits, Value context) => Value.Of(new Dictionary<Value, Value>
    {
        [Type] = Value.Of(type),
        [Name] = Value.Of(name),
        [Timestamp] = Value.Of(timestamp),
        [MessageId] = Value.Of(messageId),
        [Properties] = properties,
        [Traits] = traits,
        [Context] = context,
    });
}
