namespace Tandem.Expressions.Syntax;

internal enum UnaryOperator
{
    Not,
    Negate,
}
