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
    private const int LargestSize = 1_000;

    public static bool TryCompile(string text, [MaybeNullWhen(false)] out Pattern pattern, out string wrong)
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
