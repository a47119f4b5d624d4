namespace Tandem.Expressions.Facts;

public enum AggregateFunction
{
    /// <summary>How often, an int.</summary>
    Count,

    /// <summary>When first, a timestamp.</summary>
    First,

    /// <summary>When last, a timestamp.</summary>
    Last,
}
