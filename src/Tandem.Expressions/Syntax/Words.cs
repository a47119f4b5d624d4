using System.Collections.Frozen;

namespace Tandem.Expressions.Syntax;

/// <summary>Words that cannot be names, and the form of names.</summary>
internal static class Words
{
    /// <summary>Words of the language; not even a field can be called so without backquotes.</summary>
    public static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(["false", "in", "null", "true"]);

    /// <summary>Words that the specification keeps for languages around it: fields and methods may be called so, names may not.</summary>
    public static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
    [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ]);

    public static bool IsPlainField(string text) =>
        text.Length > 0 && IsStart(text[0]) && text.All(IsPart) && !Keywords.Contains(text);

    /// <summary>Whether backquotes can hold it.</summary>
    public static bool IsQuotableField(string text) => text.Length > 0 && text.All(IsQuotable);

    public static bool IsQuotable(char c) => IsPart(c) || c is '.' or '-' or '/' or ' ';

    public static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
