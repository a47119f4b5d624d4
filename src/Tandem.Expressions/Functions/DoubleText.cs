using System.Globalization;

namespace Tandem.Expressions.Functions;

/// <summary>Doubles as text: the fewest digits that read back as the same number.</summary>
internal static class DoubleText
{
    private const int MostWholeDigits = 21;
    private const int MostZeros = 6;

    /// <summary>As JSON's canonical form (RFC 8785) and ECMAScript write numbers: <c>1.5</c>, <c>100</c>, <c>1e+21</c>, <c>1e-7</c>.</summary>
    public static string Shortest(double number)
    {
        if (Named(number) is { } name) return name;
        var (sign, digits, exponent) = Parts(number);
        if (exponent is >= -MostZeros and < MostWholeDigits) return sign + Plain(digits, exponent);
        return $"{sign}{digits[..1]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
    }

    /// <summary>Without an exponent, however long: <c>0.0000001</c>.</summary>
    public static string Plain(double number)
    {
        if (Named(number) is { } name) return name;
        var (sign, digits, exponent) = Parts(number);
        return sign + Plain(digits, exponent);
    }

    /// <summary>The names of what is no finite number; null for finite ones.</summary>
    public static string? Named(double number) => number switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => null,
    };

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The significant digits, and the power of ten of the first one.</summary>
    private static (string Sign, string Digits, int Exponent) Parts(double number)
    {
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E');
        var significant = mark < 0 ? shortest : shortest[..mark];
        var point = significant.IndexOf('.');
        var whole = point < 0 ? significant : significant[..point];
        var all = point < 0 ? significant : whole + significant[(point + 1)..];
        var digits = all.TrimStart('0');
        var exponent = (mark < 0 ? 0 : int.Parse(shortest[(mark + 1)..], CultureInfo.InvariantCulture)) + whole.Length - 1 - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? (double.IsNegative(number) ? "-" : "", "0", 0) : (number < 0 ? "-" : "", digits, exponent);
    }
}
