using System.Globalization;
using System.Text;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>Values of one kind as values of another; null where the language has no such conversion, an error where this value has none.</summary>
internal static class Conversions
{
    private const double BeyondInt = 9223372036854775808.0;
    private const double BeyondUint = 18446744073709551616.0;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static Value? ToInt(Value value) => value.Kind switch
    {
        ValueKind.Int => value,
        ValueKind.Uint => value.AsUint <= long.MaxValue ? Value.Of((long)value.AsUint) : Failures.OutOfRange,
        ValueKind.Double => value.AsDouble is > -BeyondInt and < BeyondInt ? Value.Of((long)value.AsDouble) : Failures.OutOfRange,
        ValueKind.String => !HasNull(value) && long.TryParse(value.AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : NoForm("a whole number"),
        ValueKind.Timestamp => Value.Of(FloorSeconds(value.AsTimestamp.Micros)),
        _ => null,
    };

    public static Value? ToUint(Value value) => value.Kind switch
    {
        ValueKind.Uint => value,
        ValueKind.Int => value.AsInt >= 0 ? Value.Of((ulong)value.AsInt) : Failures.OutOfRange,
        ValueKind.Double => value.AsDouble is >= 0 and < BeyondUint ? Value.Of((ulong)value.AsDouble) : Failures.OutOfRange,
        ValueKind.String => !HasNull(value) && ulong.TryParse(value.AsString, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : NoForm("a whole number without a sign"),
        _ => null,
    };

    public static Value? ToDouble(Value value) => value.Kind switch
    {
        ValueKind.Double => value,
        ValueKind.Int => Value.Of((double)value.AsInt),
        ValueKind.Uint => Value.Of((double)value.AsUint),
        ValueKind.String => DoubleOf(value),
        _ => null,
    };

    public static Value? ToText(Value value) => value.Kind switch
    {
        ValueKind.String => value,
        ValueKind.Int => Value.Of(value.AsInt.ToString(CultureInfo.InvariantCulture)),
        ValueKind.Uint => Value.Of(value.AsUint.ToString(CultureInfo.InvariantCulture)),
        ValueKind.Double => Value.Of(DoubleText.Shortest(value.AsDouble)),
        ValueKind.Bool => Value.Of(value.AsBool ? "true" : "false"),
        ValueKind.Bytes => TextOf(value.AsBytes),
        ValueKind.Timestamp => Value.Of(TimestampText.Of(value)),
        ValueKind.Duration => Value.Of(DurationText.Seconds(value)),
        _ => null,
    };

    public static Value? ToBool(Value value) => value.Kind switch
    {
        ValueKind.Bool => value,
        ValueKind.String => value.AsString switch
        {
            "1" or "t" or "true" or "TRUE" or "True" => Value.True,
            "0" or "f" or "false" or "FALSE" or "False" => Value.False,
            _ => NoForm("true or false"),
        },
        _ => null,
    };

    public static Value? ToBytes(Value value) => value.Kind switch
    {
        ValueKind.Bytes => value,
        ValueKind.String => Value.Of(Encoding.UTF8.GetBytes(value.AsString)),
        _ => null,
    };

    public static Value? ToTimestamp(Value value) => value.Kind switch
    {
        ValueKind.Timestamp => value,
        ValueKind.Int => TimeArithmetic.TimeAt((Int128)value.AsInt * 1_000_000_000),
        ValueKind.String => TimestampText.TryParse(value.AsString, out var time) ? time ?? Failures.OutOfRange : NoForm("a time such as 2026-11-22T10:00:00Z"),
        _ => null,
    };

    public static Value? ToDuration(Value value) => value.Kind switch
    {
        ValueKind.Duration => value,
        ValueKind.String => DurationText.TryParse(value.AsString, out var nanoseconds) ? TimeArithmetic.DurationOf(nanoseconds) : NoForm("a length of time such as 1h30m"),
        _ => null,
    };

    private static Value DoubleOf(Value text)
    {
        const NumberStyles form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (HasNull(text) || !double.TryParse(text.AsString, form, CultureInfo.InvariantCulture, out var number)) return NoForm("a number");
        // Infinity is a number when it is called so, not when there are too many digits.
        return double.IsInfinity(number) && text.AsString.AsSpan().ContainsAnyInRange('0', '9') ? Failures.OutOfRange : Value.Of(number);
    }

    /// <summary>The framework's parsers do not mind null characters at the end.</summary>
    private static bool HasNull(Value text) => text.AsString.Contains('\0');

    private static Value TextOf(byte[] bytes)
    {
        try
        {
            return Value.Of(StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return Failures.Of("invalid_argument", "These bytes are no UTF-8 text.");
        }
    }

    private static long FloorSeconds(long micros) => micros >= 0 ? micros / 1_000_000 : -((-micros + 999_999) / 1_000_000);

    private static Value NoForm(string what) => Failures.Of("invalid_argument", $"This text is not {what}.");
}
