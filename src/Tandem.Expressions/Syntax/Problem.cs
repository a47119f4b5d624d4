namespace Tandem.Expressions.Syntax;

/// <summary>What a stage found wrong, and where; <see cref="SourceText"/> makes it an error for the author.</summary>
internal sealed record Problem(string Code, string Message, TextSpan Span, string? Hint = null);
