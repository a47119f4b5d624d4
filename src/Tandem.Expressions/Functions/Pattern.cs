using System.Text.RegularExpressions;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>A compiled regular expression that counts its work.</summary>
internal sealed class Pattern(Regex regex, int size)
{
    // Measured: patterns made to be slow take about 3 seconds for 8,000 characters at size 200, which is then all the work there is.
    private const int CheapParts = 320;

    public Value Match(string text, ref Frame frame) =>
        frame.TryWork(1 + (long)text.Length * size * size / CheapParts) ? Value.Of(regex.IsMatch(text)) : Failures.TooMuchWork;
}
