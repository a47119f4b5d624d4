using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Tandem.Expressions.Functions;

/// <summary>
/// Compiles regular expressions that run in time linear in the text: without backreferences and lookarounds, as RE2 has
/// none either. Their size, with repeats written out, is bounded, because it counts in the time too.
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
        try
        {
            pattern = new Pattern(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), size);
            return true;
        }
        catch (RegexParseException exception)
        {
            wrong = $"This is no pattern: {exception.Message}";
        }
        catch (NotSupportedException)
        {
            wrong = "Patterns have no lookarounds, no backreferences and no very large repeats.";
        }
        return false;
    }
}
