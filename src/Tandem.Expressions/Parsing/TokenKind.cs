namespace Tandem.Expressions.Parsing;

internal enum TokenKind
{
    End,
    Identifier,
    QuotedIdentifier,
    Literal,
    Symbol,

    /// <summary>Digits too large for a positive int, kept apart because a minus before them makes the smallest int.</summary>
    SmallestInt,
}
