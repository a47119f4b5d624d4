using System.Collections.Frozen;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Facts;

/// <summary>What <c>event</c> holds; what its sender chose is in the last three.</summary>
internal static class EventParts
{
    public static readonly FrozenDictionary<string, RuleType> Types = new Dictionary<string, RuleType>
    {
        ["type"] = RuleType.String,
        ["name"] = RuleType.String,
        ["timestamp"] = RuleType.Timestamp,
        ["messageId"] = RuleType.String,
        ["properties"] = RuleType.MapOf(RuleType.String, RuleType.Dyn),
        ["traits"] = RuleType.MapOf(RuleType.String, RuleType.Dyn),
        ["context"] = RuleType.MapOf(RuleType.String, RuleType.Dyn),
    }.ToFrozenDictionary();
}
