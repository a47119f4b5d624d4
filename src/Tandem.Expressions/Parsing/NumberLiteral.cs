using System.Globalization;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Parsing;

/// <summary>Reads <c>42</c>, <c>0x2A</c>, <c>42u</c>, <c>4.2</c>, <c>.5</c>, <c>4e2</c>. Signs are the parser's business.</summary>
internal readonly record struct NumberLiteral(Value Value, bool IsSmallestInt = false, string? Problem = null)
{
    public static NumberLiteral Read(string text, ref int position)
    {
        var start = position;
        var isHex = text[position] == '0' && At(text, position + 1) == 'x';
        var isDouble = false;
        if (isHex)
        {
            position += 2;
            while (char.IsAsciiHexDigit(At(text, position))) position++;
        }
        else
        {
            SkipDigits(text, ref position);
            if (At(text, position) == '.' && char.IsAsciiDigit(At(text, position + 1)))
            {
                isDouble = true;
                position++;
                SkipDigits(text, ref position);
            }
            isDouble |= SkipExponent(text, ref position);
        }

        var digits = text.AsSpan(isHex ? start + 2 : start, position - (isHex ? start + 2 : start));
        var isUint = !isDouble && At(text, position) is 'u' or 'U';
        if (isUint) position++;
        if (Words.IsPart(At(text, position)))
        {
            while (Words.IsPart(At(text, position))) position++;
            return new(default, Problem: $"`{text[start..position]}` is neither a number nor a name.");
        }
        return isDouble ? Double(digits) : Integer(digits, isHex, isUint);
    }

    private static NumberLiteral Double(ReadOnlySpan<char> digits) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(Value.Of(number))
            : new(default, Problem: "This number is too large.");

    private static NumberLiteral Integer(ReadOnlySpan<char> digits, bool isHex, bool isUint)
    {
        const ulong beyondInt = 1UL << 63;
        if (digits.IsEmpty) return new(default, Problem: "Digits are missing after `0x`.");
        if (!ulong.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new(default, Problem: "This whole number is too large.");
        if (isUint) return new(Value.Of(number));
        if (number == beyondInt) return new(default, IsSmallestInt: true);
        return number < beyondInt ? new(Value.Of((long)number)) : new(default, Problem: "This whole number is too large: the largest is 9223372036854775807.");
    }

    private static bool SkipExponent(string text, ref int position)
    {
        if (At(text, position) is not ('e' or 'E')) return false;
        var digits = At(text, position + 1) is '+' or '-' ? position + 2 : position + 1;
        if (!char.IsAsciiDigit(At(text, digits))) return false;
        position = digits;
        SkipDigits(text, ref position);
        return true;
    }

    private static void SkipDigits(string text, ref int position)
    {
        while (char.IsAsciiDigit(At(text, position))) position++;
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';
}
