using System.Collections.Frozen;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Facts;

/// <summary>What <c>event</c> holds; what its sender chose is in the last three.</summary>
internal static class EventParts
{
    public const string Properties = "properties";

    /// <summary>Those that are no maps.</summary>
    public static readonly FrozenSet<string> Fields = FrozenSet.ToFrozenSet(["type", "name", "timestamp", "messageId"]);

    public static readonly FrozenDictionary<string, RuleType> Types = new Dictionary<string, RuleType>
    {
        ["type"] = RuleType.String,
        ["name"] = RuleType.String,
        ["timestamp"] = RuleType.Timestamp,
        ["messageId"] = RuleType.String,
        [Properties] = RuleType.MapOf(RuleType.String, RuleType.Data),
        ["traits"] = RuleType.MapOf(RuleType.String, RuleType.Data),
        ["context"] = RuleType.MapOf(RuleType.String, RuleType.Data),
    }.ToFrozenDictionary();
}
