using Tandem.Expressions.Types;

namespace Tandem.Expressions.Facts;

/// <summary>One thing that a rule asks its host.</summary>
/// <param name="Name">Of the trait, kind, channel or segment; empty for an account's id, the interaction at hand, the moment and aggregates.</param>
/// <param name="Aggregate">Of a fact of that kind; otherwise null.</param>
public sealed record Fact(FactKind Kind, string Name = "", Aggregate? Aggregate = null)
{
    /// <summary>What is known of its value before it is read.</summary>
    internal RuleType Type => Kind switch
    {
        FactKind.Identity or FactKind.AccountId => RuleType.String,
        FactKind.Consent or FactKind.Segment => RuleType.Bool,
        FactKind.Now => RuleType.Timestamp,
        FactKind.Event => RuleType.Event,
        FactKind.Aggregate => Aggregate?.Type ?? RuleType.Dyn,
        _ => RuleType.Dyn,
    };
}
