namespace Tandem.Expressions;

/// <summary>What a rule may speak about.</summary>
public enum RuleScope
{
    /// <summary>A customer and what the customer did, at any time: no <c>event</c> and no <c>now</c>.</summary>
    Segment,

    /// <summary>Also the interaction at hand, <c>event</c>, and the moment, <c>now</c>.</summary>
    Journey,
}
