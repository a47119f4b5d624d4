using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Tandem.Expressions.Functions;

/// <summary>Regular expressions that run in time linear in the text, so that no pattern can hang an evaluation. They have no backreferences and no lookarounds, as RE2 has none.</summary>
internal static class Patterns
{
    private const int LongestPattern = 1_000;

    public static bool TryCompile(string pattern, [MaybeNullWhen(false)] out Regex regex, out string wrong)
    {
        regex = null;
        wrong = "";
        if (pattern.Length > LongestPattern)
        {
            wrong = $"A pattern has at most {LongestPattern} characters.";
            return false;
        }
        try
        {
            regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
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
