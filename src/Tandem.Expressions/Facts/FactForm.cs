namespace Tandem.Expressions.Facts;

/// <summary>What a rule asks about a fact.</summary>
internal enum FactForm
{
    /// <summary>Its value.</summary>
    Value,

    /// <summary><c>.any()</c>: whether a count is more than 0.</summary>
    Any,

    /// <summary><c>.none()</c>: whether a count is 0.</summary>
    None,
}
