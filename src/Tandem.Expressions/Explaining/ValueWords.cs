using System.Text;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Explaining;

/// <summary>Values in a sentence: as data shows them (25, not 25.0), and cut where they are long.</summary>
internal static class ValueWords
{
    private const int LongestText = 100;

    public static string Is(Value value) => value.IsError ? $"cannot be told: {value.AsError.Message.TrimEnd('.')}{(value.AsError.Hint is { } hint ? $". {hint}" : "")}" : $"is {Short(value)}";

    public static string Short(Value value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return SourceText.Cut(text.ToString(), LongestText);
    }

    private static void Write(StringBuilder text, Value value)
    {
        // A value may hold one part many times over, so writing it out whole could take for ever.
        if (text.Length > LongestText) return;
        switch (value.Kind)
        {
            case ValueKind.List:
                text.Append('[');
                foreach (var item in value.AsList)
                {
                    if (text.Length > LongestText) return;
                    if (text[^1] != '[') text.Append(", ");
                    Write(text, item);
                }
                text.Append(']');
                break;
            case ValueKind.Map:
                text.Append('{');
                foreach (var (key, item) in value.AsMap)
                {
                    if (text.Length > LongestText) return;
                    if (text[^1] != '{') text.Append(", ");
                    Write(text, key);
                    text.Append(": ");
                    Write(text, item);
                }
                text.Append('}');
                break;
            case ValueKind.Optional:
                if (value.AsOptional is { } content) Write(text, content);
                else text.Append("none");
                break;
            default:
                text.Append(ValueJson.Text(value));
                break;
        }
    }
}
