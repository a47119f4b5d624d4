namespace Tandem.Expressions.Syntax;

/// <summary>A part of a text, from <paramref name="Start"/> to before <paramref name="End"/>, in UTF-16 units from 0.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public TextSpan To(TextSpan other) => new(Start, other.End);
}
