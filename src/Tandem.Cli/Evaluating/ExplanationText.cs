using System.Text;
using System.Text.RegularExpressions;
using Tandem.Expressions;
using Tandem.Expressions.Values;

namespace Tandem.Cli.Evaluating;

/// <summary>An explanation for people: the value, what it means, and below it the parts as a tree.</summary>
internal static partial class ExplanationText
{
    /// <summary>Without a line end behind the last line.</summary>
    public static string Of(Explanation explanation)
    {
        var text = new StringBuilder();
        text.Append(Shown(explanation.Value)).Append('\n').Append(explanation.Words);
        WriteParts(text, explanation, "");
        return text.ToString();
    }

    /// <summary>As <see cref="Of"/>, with the whole as the tree's root.</summary>
    public static string Whole(Explanation explanation)
    {
        var text = new StringBuilder();
        WritePart(text, explanation, "");
        return text.ToString();
    }

    public static string Shown(Value value) => value.IsError ? "error" : value.ToString();

    private static void WriteParts(StringBuilder text, Explanation explanation, string indent)
    {
        for (var i = 0; i < explanation.Children.Length; i++)
        {
            var part = explanation.Children[i];
            var isLast = i == explanation.Children.Length - 1;
            var below = indent + (isLast ? "   " : "│  ");
            text.Append('\n').Append(indent).Append(isLast ? "└─ " : "├─ ");
            WritePart(text, part, below);
        }
    }

    private static void WritePart(StringBuilder text, Explanation part, string below)
    {
        text.Append(LineEnd().Replace(part.Source, " "));
        text.Append('\n').Append(below).Append("  ").Append(Shown(part.Value)).Append(": ").Append(part.Words);
        WriteParts(text, part, below);
    }

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.NonBacktracking)]
    private static partial Regex LineEnd();
}
