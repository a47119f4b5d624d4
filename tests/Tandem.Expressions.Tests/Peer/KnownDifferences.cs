using System.Text.RegularExpressions;

namespace Tandem.Expressions.Tests.Peer;

/// <summary>Where the other implementation is known to do otherwise, and why.</summary>
internal static partial class KnownDifferences
{
    /// <summary>The reason; null for a difference that nobody has explained.</summary>
    /// <param name="error">What the other implementation says; empty where it has a value.</param>
    public static string? Explain(string expression, string ours, string theirs, string error)
    {
        if (OtherForms().IsMatch(expression)) return "It has no optionals, no walks with two names, no cel.bind and no functions of lists.";
        if (expression.Contains("has(")) return "Its has(…) is false for null, and where the specification has an error: for what is no map or unknown.";
        if (expression.Contains("-(-")) return "Two minus signs are none there, also before what has no minus, an unsigned number.";
        if (error.Contains("int overflow during divide")) return "It takes the largest unsigned numbers for signed ones when it divides.";
        if (NoNumber().IsMatch(expression)) return "It makes a text that is no number into NaN or 0.";
        if (error.Contains("unsupported key type")) return "It says of an error in a key that the key is of a wrong type, and so hides one of these differences.";
        if (expression.Contains("int('')")) return "It makes the empty text into 0.";
        if (PartInZone().IsMatch(expression)) return "Some parts of a time are wrong by one there when they are asked for in a zone.";
        if (expression.Contains("0001-01-01") && expression.Contains(".get")) return "It takes the years 1 to 99 for those of the 20th century.";
        if (AtTheEnd().Match(error) is { Success: true } at && at.Groups[1].Value == at.Groups[2].Value) return "To look for text from the very end is an error there, and in older versions of cel-go; here and in newer ones nothing is found.";
        if (theirs.Replace("0", "-0") == ours.Replace("-0", "0").Replace("0", "-0")) return "It writes -0.0 as 0.";
        return expression.Contains("format(") ? OfFormat(expression, error) : null;
    }

    private static string? OfFormat(string expression, string error)
    {
        if (error.Contains("too many arguments for format string")) return "It refuses values that no clause takes; cel-go does so only where it checks, not where it evaluates.";
        if (error.Contains("invalid integer value")) return "It takes only whole numbers for %d, as cel-go did before.";
        if (expression.Contains("timestamp") || expression.Contains("duration")) return "It writes fractions of a second with 3, 6 or 9 digits, cel-go with as many as there are.";
        if (expression.Contains("f'.format(")) return "It writes no more than 17 digits of a double, cel-go all that are asked for.";
        return expression.Contains("1e") ? "It writes large and small doubles with an exponent, cel-go without." : null;
    }

    [GeneratedRegex(@"optional\.|\.\?|\[\?|\{\?|, \?'|cel\.bind|perhaps|\.(first|last|sortBy|transform\w+)\(|\.(all|exists|exists_one)\(\w, \w,")]
    private static partial Regex OtherForms();

    [GeneratedRegex(@"index (\d+) out of bounds \[0, (\d+)\)")]
    private static partial Regex AtTheEnd();

    [GeneratedRegex(@"double\(.*\[")]
    private static partial Regex NoNumber();

    [GeneratedRegex(@"get(Day\w+|Date|Milliseconds)\('")]
    private static partial Regex PartInZone();
}
