using System.Globalization;
using System.Text;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Functions;

/// <summary>
/// <c>"%s is %d".format([name, age])</c>. Clauses are <c>%s</c> any value, <c>%d</c> a number, <c>%f</c> and <c>%e</c> a
/// number with 6 digits after the point or as many as said (<c>%.2f</c>), <c>%b %o %x %X</c> a whole number in another
/// base, and <c>%%</c> a percent sign.
/// </summary>
internal static class TextFormat
{
    private const int DefaultPlaces = 6;
    private const int MostPlaces = 1_000;

    // The smallest doubles have that many digits before they are rounded.
    private const int MostDigitsOfADouble = 1_074;

    private static readonly Value TooFewValues = Failures.Of("invalid_argument", "The text to format has more clauses than there are values.");

    /// <summary>What is wrong with a text to format, whatever the values; null for nothing.</summary>
    public static Error? FirstWrong(string format)
    {
        for (var at = format.IndexOf('%'); at >= 0; at = format.IndexOf('%', at))
        {
            var start = at;
            if (ReadClause(format, ref at) is null) return NoClause(format, start);
        }
        return null;
    }

    public static Value? Format(Value text, Value values, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || values.Kind != ValueKind.List) return null;
        var format = text.AsString;
        var made = new StringBuilder();
        var used = 0;
        for (var at = 0; at < format.Length;)
        {
            var next = format.IndexOf('%', at);
            if (next < 0) next = format.Length;
            made.Append(format, at, next - at);
            at = next;
            if (at == format.Length) break;
            if (ReadClause(format, ref at) is not { } clause) return Value.Of(NoClause(format, next));
            if (clause.Letter == '%')
            {
                made.Append('%');
                continue;
            }
            if (used == values.AsList.Count) return TooFewValues;
            var value = values.AsList[used++];
            if (!frame.TryRead(value) || !frame.TryWrite(clause.Letter is 'f' or 'e' ? MostDigitsOfADouble + clause.Places : 0)) return Failures.TooMuchWork;
            if (clause.Letter == 's')
            {
                if (!PlainText.TryWrite(made, value, ref frame)) return frame.IsExhausted ? Failures.TooMuchWork : Refused('s', value);
            }
            else if (Written(clause.Letter, clause.Places, value) is { } part)
            {
                made.Append(part);
            }
            else
            {
                return Refused(clause.Letter, value);
            }
        }
        return Value.Of(made.ToString());
    }

    private static Error NoClause(string format, int at) =>
        new("invalid_argument", $"`{format[at..Math.Min(format.Length, at + 8)]}` is no clause: there are %s %d %f %.2f %e %b %o %x %X and %%.");

    /// <param name="at">On the percent sign; afterwards behind the clause.</param>
    private static (char Letter, int Places)? ReadClause(string format, ref int at)
    {
        at++;
        var places = DefaultPlaces;
        if (at < format.Length && format[at] == '.')
        {
            var digits = ++at;
            while (at < format.Length && char.IsAsciiDigit(format[at])) at++;
            if (!int.TryParse(format.AsSpan(digits, at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out places) || places > MostPlaces) return null;
        }
        return at < format.Length && format[at] is '%' or 's' or 'd' or 'f' or 'e' or 'b' or 'o' or 'x' or 'X' ? (format[at++], places) : null;
    }

    private static string? Written(char clause, int places, Value value) => clause switch
    {
        'd' => Decimal(value),
        'f' or 'e' => AsDouble(value) is { } number ? Rounded(clause, places, number) : null,
        'b' when value.Kind == ValueKind.Bool => value.AsBool ? "1" : "0",
        'x' or 'X' when value.Kind is ValueKind.String or ValueKind.Bytes => Hexadecimal(clause, value.Kind == ValueKind.String ? Encoding.UTF8.GetBytes(value.AsString) : value.AsBytes),
        _ => value.Kind switch
        {
            ValueKind.Int => (value.AsInt < 0 ? "-" : "") + InBase(clause, unchecked((ulong)(value.AsInt < 0 ? -value.AsInt : value.AsInt))),
            ValueKind.Uint => InBase(clause, value.AsUint),
            _ => null,
        },
    };

    private static double? AsDouble(Value value) => value.Kind switch
    {
        ValueKind.Double => value.AsDouble,
        ValueKind.Int => value.AsInt,
        ValueKind.Uint => value.AsUint,
        _ => null,
    };

    private static string? Decimal(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Uint => value.AsUint.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => DoubleText.Plain(value.AsDouble),
        _ => null,
    };

    private static string Rounded(char clause, int places, double number)
    {
        if (DoubleText.Named(number) is { } name) return name;
        var digits = DecimalDigits.Of(number);
        return (double.IsNegative(number) ? "-" : "") + (clause == 'f' ? digits.Fixed(places) : digits.Scientific(places));
    }

    private static string Hexadecimal(char clause, byte[] bytes) => clause == 'x' ? Convert.ToHexStringLower(bytes) : Convert.ToHexString(bytes);

    private static string InBase(char clause, ulong number) => clause switch
    {
        'b' => number.ToString("b", CultureInfo.InvariantCulture),
        'x' => number.ToString("x", CultureInfo.InvariantCulture),
        'X' => number.ToString("X", CultureInfo.InvariantCulture),
        _ => Octal(number),
    };

    private static string Octal(ulong number)
    {
        var digits = "";
        do
        {
            digits = (char)('0' + number % 8) + digits;
            number /= 8;
        }
        while (number > 0);
        return digits;
    }

    private static Value Refused(char clause, Value value) =>
        Failures.Of("invalid_argument", $"`%{clause}` cannot take {Types.TypeNames.ShortOf(value.Kind)}.");
}
