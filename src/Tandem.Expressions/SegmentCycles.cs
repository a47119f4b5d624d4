namespace Tandem.Expressions;

/// <summary>Finds segments that read each other in a circle, so that none of them could be decided first.</summary>
public static class SegmentCycles
{
    /// <summary>At least one circle of each knot, in the order of reading; empty where there are none. Each could be said as <c>lapsing → regular → lapsing</c>.</summary>
    /// <param name="reads">What each segment reads, as <see cref="RuleReads.Segments"/> says; a name without an entry reads nothing.</param>
    public static IReadOnlyList<IReadOnlyList<string>> In(IReadOnlyDictionary<string, IReadOnlyCollection<string>> reads)
    {
        var circles = new List<IReadOnlyList<string>>();
        var done = new HashSet<string>();
        foreach (var start in reads.Keys.Order(StringComparer.Ordinal)) Walk(start);
        return circles;

        // With a path of its own: a chain of segments may be longer than the thread's stack.
        void Walk(string start)
        {
            if (!done.Add(start)) return;
            var path = new List<(string Name, Queue<string> Next)> { (start, Reads(start)) };
            while (path.Count > 0)
            {
                if (!path[^1].Next.TryDequeue(out var next))
                {
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                var at = path.FindIndex(step => step.Name == next);
                if (at >= 0) circles.Add([.. path.Skip(at).Select(step => step.Name)]);
                else if (done.Add(next)) path.Add((next, Reads(next)));
            }
        }

        Queue<string> Reads(string name) => new(reads.TryGetValue(name, out var next) ? next.Order(StringComparer.Ordinal) : []);
    }
}
