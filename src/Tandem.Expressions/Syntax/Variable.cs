namespace Tandem.Expressions.Syntax;

/// <summary>A name that a form of the language gives to something: the item of <c>all(item, …)</c>.</summary>
internal readonly record struct Variable(string Text, TextSpan Span);
