using System.Globalization;
using System.Numerics;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Facts;

/// <summary>
/// A sum of decimal numbers without any rounding: 0.1 ten times is 1, the order does not matter, and what was added can
/// be taken away again. <c>default</c> is 0.
/// </summary>
/// <param name="Units">The sum in units of 10^-28, the finest that a decimal has.</param>
public readonly record struct ExactSum(BigInteger Units)
{
    private const int Digits = 28;
    private const int MoreDigits = 40;

    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, Digits + 1).Select(exponent => BigInteger.Pow(10, exponent))];
    private static readonly BigInteger More = BigInteger.Pow(10, MoreDigits);

    /// <summary>
    /// Reads a number of any kind as a double, and that as the decimal of its shortest text: 0.1 is a tenth. Digits beyond
    /// 28 behind the point are rounded. False for NaN, infinities and what is beyond ±7.9e28, and for all that is no number.
    /// </summary>
    public static bool TryRead(Value value, out decimal number)
    {
        number = 0;
        double? amount = value.Kind switch
        {
            ValueKind.Double => value.AsDouble,
            ValueKind.Int => value.AsInt,
            ValueKind.Uint => value.AsUint,
            _ => null,
        };
        return amount is { } real && decimal.TryParse(real.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The sum of many numbers at once, much faster than one by one.</summary>
    public static ExactSum Of(ReadOnlySpan<decimal> numbers)
    {
        Span<Int128> byScale = stackalloc Int128[Digits + 1];
        Span<int> parts = stackalloc int[4];
        byScale.Clear();
        var rest = default(ExactSum);
        foreach (var number in numbers)
        {
            decimal.GetBits(number, parts);
            if (parts[2] == 0)
            {
                // 64 bits each: 2^63 of them fit.
                var digits = (Int128)((ulong)(uint)parts[1] << 32 | (uint)parts[0]);
                byScale[number.Scale] += decimal.IsNegative(number) ? -digits : digits;
            }
            else
            {
                rest += number;
            }
        }
        var units = rest.Units;
        for (var scale = 0; scale <= Digits; scale++)
            if (byScale[scale] != 0) units += (BigInteger)byScale[scale] * Powers[Digits - scale];
        return new(units);
    }

    public static ExactSum operator +(ExactSum left, ExactSum right) => new(left.Units + right.Units);

    public static ExactSum operator +(ExactSum sum, decimal number) => new(sum.Units + UnitsOf(number));

    public static ExactSum operator -(ExactSum sum, decimal number) => new(sum.Units - UnitsOf(number));

    /// <summary>The nearest double.</summary>
    public double ToDouble() => Nearest(Units, Digits, false);

    /// <summary>The double nearest to the sum divided by a count, which is not 0.</summary>
    public double ToAverage(long count)
    {
        var quotient = BigInteger.DivRem(Units * More, count, out var rest);
        return Nearest(quotient, Digits + MoreDigits, !rest.IsZero);
    }

    // Reading a decimal text rounds once and correctly, however long the text is. A rest is one more digit, so that what lies beside the middle of two doubles is not taken for it.
    private static double Nearest(BigInteger units, int digits, bool hasRest) =>
        double.Parse($"{units.ToString(CultureInfo.InvariantCulture)}{(hasRest ? "1" : "")}E-{digits + (hasRest ? 1 : 0)}", NumberStyles.Float, CultureInfo.InvariantCulture);

    private static BigInteger UnitsOf(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var digits = new decimal(parts[0], parts[1], parts[2], decimal.IsNegative(number), 0);
        return new BigInteger(digits) * Powers[Digits - number.Scale];
    }
}
