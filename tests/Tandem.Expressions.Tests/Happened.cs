using System.Text;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests;

/// <summary>Events of the past, as rules see them.</summary>
internal static class Happened
{
    /// <param name="properties">JSON.</param>
    public static Value At(Instant time, string name, string properties = "{}") => Value.Of(new Dictionary<Value, Value>
    {
        [Value.Of("type")] = Value.Of("track"),
        [Value.Of("name")] = Value.Of(name),
        [Value.Of("timestamp")] = Value.Of(time),
        [Value.Of("messageId")] = Value.Of($"{name} at {time}"),
        [Value.Of("properties")] = ValueJson.Read(Encoding.UTF8.GetBytes(properties)),
        [Value.Of("traits")] = ValueJson.Read("{}"u8),
        [Value.Of("context")] = ValueJson.Read("{}"u8),
    });

    public static Value DaysAgo(double days, string name, string properties = "{}") => At(TestTimes.DaysAgo(days), name, properties);
}
