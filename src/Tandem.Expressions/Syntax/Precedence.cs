namespace Tandem.Expressions.Syntax;

/// <summary>How strongly a form binds, weakest first.</summary>
internal enum Precedence
{
    Conditional,
    Or,
    And,
    Relation,
    Sum,
    Product,
    Unary,
    Member,
}
