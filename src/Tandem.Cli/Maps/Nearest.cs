namespace Tandem.Cli.Maps;

/// <summary>Guesses what somebody meant to write.</summary>
public static class Nearest
{
    /// <summary>"Did you mean …?" where one is near, and what there is.</summary>
    public static string Hint(string written, IEnumerable<string> known)
    {
        string[] all = [.. known];
        var guess = all.Select(name => (Name: name, Distance: name.StartsWith(written, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(near => near.Distance)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        var question = guess.Distance <= 1 + written.Length / 3 ? $"Did you mean `{guess.Name}`? " : "";
        return $"{question}There {(all.Length == 1 ? "is" : "are")}: {string.Join(", ", all)}.";
    }

    /// <summary>Levenshtein's distance: how many letters to put in, take out or change.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                left = Math.Min(changed, Math.Min(left, row[j]) + 1);
                row[j] = left;
            }
        }
        return row[to.Length];
    }
}
