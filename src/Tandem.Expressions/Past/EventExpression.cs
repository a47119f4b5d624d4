using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Past;

/// <summary><c>e, e.properties.total</c>: something about one event, which has a name in it. It reads the event alone.</summary>
internal sealed record EventExpression(Variable Variable, Node Body);
