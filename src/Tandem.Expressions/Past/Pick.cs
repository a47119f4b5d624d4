using Tandem.Expressions.Types;

namespace Tandem.Expressions.Past;

/// <summary>What is asked of the first or last event: <c>e.properties.total</c>.</summary>
internal sealed record Pick(string Text, RuleType Type);
