namespace Tandem.Testing.Simulation;

/// <summary>How plans are drawn.</summary>
internal static class Drawing
{
    /// <summary>One of these, the more often the more weight it has.</summary>
    public static T Draw<T>(this Random random, IReadOnlyList<(T Value, int Weight)> weighted)
    {
        var point = random.Next(weighted.Sum(choice => choice.Weight));
        foreach (var (value, weight) in weighted)
        {
            if (point < weight) return value;
            point -= weight;
        }
        throw new ArgumentException("Nothing has any weight.", nameof(weighted));
    }
}
