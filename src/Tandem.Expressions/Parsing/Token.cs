using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>One word of a rule's text.</summary>
/// <param name="Text">An identifier's name or a symbol.</param>
/// <param name="Value">A literal's value.</param>
internal readonly record struct Token(TokenKind Kind, TextSpan Span, string Text = "", Value Value = default)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
