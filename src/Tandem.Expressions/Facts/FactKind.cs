namespace Tandem.Expressions.Facts;

internal enum FactKind
{
    Trait,
    Identity,
    Consent,
    Segment,
    Event,
    Now,
    Count,
    None,
    Any,
    First,
    Last,
}
