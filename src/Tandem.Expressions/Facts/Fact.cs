using Tandem.Expressions.Types;
using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>One thing that a rule asks its host.</summary>
/// <param name="Name">Of the trait, kind, channel, segment or event; empty for the interaction at hand and the moment.</param>
/// <param name="Window">Of a count; null for the whole past.</param>
internal sealed record Fact(FactKind Kind, string Name = "", Duration? Window = null)
{
    public RuleType Type => Kind switch
    {
        FactKind.Identity => RuleType.String,
        FactKind.Consent or FactKind.Segment or FactKind.None or FactKind.Any => RuleType.Bool,
        FactKind.Now or FactKind.First or FactKind.Last => RuleType.Timestamp,
        FactKind.Count => RuleType.Int,
        FactKind.Event => RuleType.MapOf(RuleType.String, RuleType.Dyn),
        _ => RuleType.Dyn,
    };

    public bool IsHistory => Kind >= FactKind.Count;
}
