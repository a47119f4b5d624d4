using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Checking;

/// <summary>What is known of a field before it is there.</summary>
internal static class Fields
{
    /// <summary>The field's type, or why there can be no such field; exactly one of both.</summary>
    public static (RuleType? Type, Problem? Problem) Of(RuleType operand, Select select)
    {
        if (operand.IsEvent) return EventParts.Types.TryGetValue(select.Field, out var part) ? (part, null) : (null, Unknown.EventField(select));
        if (!operand.Fits(RuleType.AnyMap)) return (null, new Problem("no_such_overload", $"A {operand} has no fields.", select.FieldSpan));
        if (operand.Key is { } key && !key.Fits(RuleType.String)) return (null, new Problem("no_such_overload", $"The keys of this map are not text but {key}.", select.FieldSpan));
        return (operand.Inner, null);
    }
}
