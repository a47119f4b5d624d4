using System.Numerics;

namespace Tandem.Expressions.Functions;

/// <summary>
/// A finite double written out exactly: <c>0.1</c> has 55 digits. Rounding goes by these digits, halves to the even one,
/// as C's <c>printf</c> and its descendants do.
/// </summary>
internal readonly struct DecimalDigits
{
    private readonly BigInteger digits;
    private readonly int fraction;

    private DecimalDigits(BigInteger digits, int fraction) => (this.digits, this.fraction) = (digits, fraction);

    /// <param name="number">Finite; the sign is left out.</param>
    public static DecimalDigits Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var significand = bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent == 0) exponent++;
        else significand |= 1L << 52;
        exponent -= 1_075;
        // Half is five tenths: significand · 2^-n is significand · 5^n · 10^-n.
        return exponent >= 0 ? new(new BigInteger(significand) << exponent, 0) : new(significand * BigInteger.Pow(5, -exponent), -exponent);
    }

    /// <summary>With that many digits after the point: <c>2.718</c>.</summary>
    public string Fixed(int places)
    {
        var text = Rounded(digits, fraction - places).ToString().PadLeft(places + 1, '0');
        return places == 0 ? text : $"{text[..^places]}.{text[^places..]}";
    }

    /// <summary>One digit before the point and that many after it, and the exponent in two digits or more: <c>2.718e+00</c>.</summary>
    public string Scientific(int places)
    {
        if (digits.IsZero) return $"{Pointed(new string('0', places + 1))}e+00";
        var length = digits.ToString().Length;
        var text = Rounded(digits, length - 1 - places).ToString();
        var exponent = length - 1 - fraction;
        if (text.Length > places + 1)
        {
            // Rounded up to one digit more: 9.99 to 10.0.
            text = text[..^1];
            exponent++;
        }
        return $"{Pointed(text)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Pointed(string text) => text.Length == 1 ? text : $"{text[..1]}.{text[1..]}";

    /// <summary>The number without its last digits; with that many zeros more where the count is negative.</summary>
    private static BigInteger Rounded(BigInteger number, int dropped)
    {
        if (dropped <= 0) return number * BigInteger.Pow(10, -dropped);
        var unit = BigInteger.Pow(10, dropped);
        var whole = BigInteger.DivRem(number, unit, out var rest);
        var half = (rest * 2).CompareTo(unit);
        return half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole;
    }
}
