namespace Tandem.Expressions.Checking;

/// <summary>Finds the known name that an unknown one was probably meant to be.</summary>
internal static class Suggestion
{
    private const int LongestName = 64;

    public static string? For(string name, IEnumerable<string> known, Func<string, string> say)
    {
        if (name.Length > LongestName) return null;
        var allowed = Math.Max(1, name.Length / 3);
        var nearest = known
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(entry => entry.Distance <= allowed)
            .OrderBy(entry => entry.Distance).ThenBy(entry => entry.Candidate, StringComparer.Ordinal)
            .Select(entry => entry.Candidate)
            .FirstOrDefault();
        return nearest is null ? null : say(nearest);
    }

    /// <summary>Edits from one name to the other (Levenshtein), upper and lower case being the same.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.Length];
    }
}
