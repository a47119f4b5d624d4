using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary><c>int</c>, <c>uint</c>, <c>double</c>, <c>string</c>, <c>bool</c>, <c>bytes</c>, <c>type</c>, <c>dyn</c>, <c>timestamp</c>, <c>duration</c>.</summary>
internal static class ConversionFunctions
{
    public static readonly ImmutableArray<Function> All =
    [
        To(RuleType.Int, "int", Conversions.ToInt, RuleType.Int, RuleType.Uint, RuleType.Double, RuleType.String, RuleType.Timestamp),
        To(RuleType.Uint, "uint", Conversions.ToUint, RuleType.Uint, RuleType.Int, RuleType.Double, RuleType.String),
        To(RuleType.Double, "double", Conversions.ToDouble, RuleType.Double, RuleType.Int, RuleType.Uint, RuleType.String),
        To(RuleType.String, "string", Conversions.ToText, RuleType.String, RuleType.Int, RuleType.Uint, RuleType.Double, RuleType.Bool, RuleType.Bytes, RuleType.Timestamp, RuleType.Duration),
        To(RuleType.Bool, "bool", Conversions.ToBool, RuleType.Bool, RuleType.String),
        To(RuleType.Bytes, "bytes", Conversions.ToBytes, RuleType.Bytes, RuleType.String),
        To(RuleType.Timestamp, "timestamp", Conversions.ToTimestamp, RuleType.Timestamp, RuleType.String, RuleType.Int),
        To(RuleType.Duration, "duration", Conversions.ToDuration, RuleType.Duration, RuleType.String),
        To(RuleType.Type, "type", value => TypeNames.Of(value), RuleType.Dyn),
        To(RuleType.Dyn, "dyn", value => value, RuleType.Dyn),
    ];

    private static Function To(RuleType result, string name, Func<Value, Value?> body, params RuleType[] from) =>
        new(name, false, (Value value, ref Frame _) => body(value), [.. from.Select(type => new Signature([type], result))]);
}
