namespace Tandem.Expressions.Tests.Planning;

/// <summary>The interpreter's optional; null for none.</summary>
internal sealed record Perhaps(object? Content);
