using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary>What would be right where data is of a kind that an operation does not take.</summary>
internal static class Advice
{
    private const string OfText = "timestamp(x) makes a time of a text";

    public static string? For(string operation, ValueKind operand) =>
        operand == ValueKind.String && operation.StartsWith(".get", StringComparison.Ordinal) ? OfText : null;

    public static string? For(string operation, ValueKind left, ValueKind right) => operation switch
    {
        "%" when IsNumber(left) && IsNumber(right) => "It takes whole numbers, and numbers from data are doubles: int(x) % 2",
        "+" or "-" or "*" or "/" when IsNumber(left) && IsNumber(right) => $"Numbers from data are doubles: x {operation} 2.0, or int(x) {operation} 2",
        "+" or "-" when (IsTime(left) && right == ValueKind.String) || (left == ValueKind.String && IsTime(right)) => OfText,
        "+" when left == ValueKind.String || right == ValueKind.String => "string(x) makes a text of a number",
        ".contains(…)" when left == ValueKind.List => "An item is looked for with `in`: x in list",
        _ when right == ValueKind.String && left == ValueKind.String && operation.StartsWith(".get", StringComparison.Ordinal) => OfText,
        _ => null,
    };

    private static bool IsNumber(ValueKind kind) => kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    private static bool IsTime(ValueKind kind) => kind is ValueKind.Timestamp or ValueKind.Duration;
}
