namespace Tandem.Governance.Definitions.Nodes;

/// <summary>What somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The known name with the smallest edit distance (Levenshtein), if that is small enough to be a slip; else null.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = (name.Length < 4 ? 1 : Math.Max(2, name.Length / 3)) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least) (best, least) = (candidate, distance);
        }
        return best;
    }

    /// <summary>"Did you mean …?", or all the names there are.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known) =>
        Of(name, known) is { } meant ? $"Did you mean {meant}?" : known.Count == 0 ? "There is none yet." : "Known here: " + string.Join(", ", known.Take(20)) + (known.Count > 20 ? ", …" : "") + ".";

    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 10 || left.Length > 100) return int.MaxValue;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
