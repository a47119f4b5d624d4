using Tandem.Expressions.Types;
using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>A figure over a customer's past that a rule reads: <c>events("Order Completed").within("30d").count()</c>.</summary>
/// <param name="Window">Only what happened later than now minus this; null for the whole past.</param>
public sealed record Aggregate(AggregateFunction Function, string Event, Duration? Window = null)
{
    internal RuleType Type => Function == AggregateFunction.Count ? RuleType.Int : RuleType.Timestamp;
}
