using System.Globalization;
using System.Text;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Syntax;

/// <summary>Literal values as a rule writes them.</summary>
internal static class LiteralText
{
    public static string Of(Value value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    public static void Write(StringBuilder text, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Uint:
                text.Append(CultureInfo.InvariantCulture, $"{value.AsUint}u");
                break;
            case ValueKind.Double:
                text.Append(DoubleText(value.AsDouble));
                break;
            case ValueKind.String:
                WriteQuoted(text, value.AsString);
                break;
            case ValueKind.Bytes:
                text.Append("b\"");
                foreach (var part in value.AsBytes)
                {
                    if (part is >= 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\') text.Append((char)part);
                    else text.Append(CultureInfo.InvariantCulture, $"\\x{part:x2}");
                }
                text.Append('"');
                break;
            default:
                text.Append(ValueJson.Text(value));
                break;
        }
    }

    /// <summary>Whether the printed form of a node begins with a number without a sign.</summary>
    public static bool StartsWithDigit(Node node) => node switch
    {
        Literal { Value.Kind: ValueKind.Int } literal => literal.Value.AsInt >= 0,
        Literal { Value.Kind: ValueKind.Double } literal => !double.IsNegative(literal.Value.AsDouble),
        Select { IsTest: false } select => StartsWithDigit(select.Operand),
        Index index => StartsWithDigit(index.Operand),
        Call { Target: { } target } => StartsWithDigit(target),
        Macro macro => StartsWithDigit(macro.Range),
        _ => false,
    };

    private static string DoubleText(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') >= 0 || !double.IsFinite(number) ? text : text + ".0";
    }

    private static void WriteQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }
}
