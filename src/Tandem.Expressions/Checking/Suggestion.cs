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
            // Names so much longer or shorter are further away, and comparing with a long one is slow.
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= allowed)
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(entry => entry.Distance <= allowed)
            .OrderBy(entry => entry.Distance).ThenBy(entry => entry.Candidate, StringComparer.Ordinal)
            .Select(entry => entry.Candidate)
            .FirstOrDefault();
        return nearest is null ? null : say(nearest);
    }

    /// <summary>Edits from one name to the other, swapped neighbours being one (optimal string alignment), upper and lower case being the same.</summary>
    private static int Distance(string left, string right)
    {
        var edits = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) edits[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) edits[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = edits[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                edits[i, j] = Math.Min(substituted, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }
        return edits[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
