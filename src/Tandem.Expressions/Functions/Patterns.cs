using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Expressions.Functions;

/// <summary>
/// Compiles regular expressions of RE2's syntax, which run in time linear in the text: without backreferences and
/// lookarounds. Their size, with repeats written out, is bounded, because it counts in the time too.
/// </summary>
internal static class Patterns
{
    /// <summary>How large the patterns that one rule writes out may be together, in parts as .NET has them: all are compiled when it is made, and kept.</summary>
    public const int LargestTogether = 40_000;

    private const int LargestSize = 1_000;

    // A class is one part as it is written, and many where it has characters beyond the basic plane.
    private const int LargestMade = 8_000;

    // The smallest pattern takes as much memory as so many parts more.
    private const int PartsOfAny = 200;

    /// <param name="partsLeft">What is left of <see cref="LargestTogether"/>.</param>
    public static bool TryCompile(string text, ref int partsLeft, [MaybeNullWhen(false)] out Pattern pattern, out string wrong)
    {
        pattern = null;
        wrong = "";
        var size = PatternSize.Of(text);
        if (size > LargestSize)
        {
            wrong = $"This pattern is too large: with its repeats written out it has more than {LargestSize} parts.";
            return false;
        }
        if (!PatternReader.TryRead(text, out var translated, out var mistake))
        {
            wrong = $"This is no pattern: {mistake}.";
            return false;
        }
        var parts = PatternSize.Of(translated);
        if (parts > LargestMade)
        {
            wrong = "This pattern is too large: its classes have too many characters beyond U+FFFF, or are repeated too often.";
            return false;
        }
        if (parts + PartsOfAny > partsLeft)
        {
            wrong = "With this pattern the patterns of the rule are too large together.";
            return false;
        }
        partsLeft -= parts + PartsOfAny;
        try
        {
            pattern = new Pattern(new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), size);
            return true;
        }
        catch (RegexParseException exception)
        {
            wrong = $"This is no pattern: {Reason(exception)}";
        }
        catch (NotSupportedException)
        {
            wrong = "Patterns have no lookarounds, no backreferences and no very large repeats.";
        }
        return false;
    }

    /// <summary>The framework's sentence about the mistake, without the pattern that it was given.</summary>
    private static string Reason(RegexParseException exception)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"at offset {exception.Offset}. ");
        var start = exception.Message.LastIndexOf(place, StringComparison.Ordinal);
        return start < 0 ? exception.Message : exception.Message[(start + place.Length)..];
    }
}
