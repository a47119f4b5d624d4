using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Segments;

/// <summary>
/// The sizes that segments had, as documents: every minute for a day, every hour for 90 days, every day for ever. One process
/// records, and every one may read. Thread-safe.
/// </summary>
internal sealed class SizeBook(IDocuments documents)
{
    private const string Kind = "segment-sizes", StateKind = "segment-sizes-at";

    private static readonly DocumentKey State = new(StateKind, "last");

    /// <summary>Notes the sizes at a moment where a new minute, hour or day has begun since the last one.</summary>
    /// <returns>Whether there was anything to note.</returns>
    /// <exception cref="IOException">It could not be stored.</exception>
    public bool Record(Instant at, Func<IReadOnlyDictionary<string, SizePoint>> sizes)
    {
        var state = documents.Read(State);
        Instant? last = state is null ? null : SizePoint.Read(state.Bytes.Span)[0].At;
        if (last >= at) return false;
        List<SizeResolution> due = [.. SizeResolution.All.Where(resolution => last is not { } before || resolution.Differ(before, at))];
        if (due.Count == 0) return false;
        var writes = new List<DocumentWrite> { new(State, state?.Version ?? 0, SizePoint.ToBytes([new(at, 0, 0, 0)])) };
        foreach (var (name, point) in sizes())
        {
            foreach (var resolution in due)
            {
                var key = new DocumentKey(Kind, $"{name}/{resolution.Name}/{resolution.ChunkOf(at)}");
                var points = documents.Read(key) is { } chunk ? SizePoint.Read(chunk.Bytes.Span) : [];
                writes.Add(new(key, null, SizePoint.ToBytes([.. points, point with { At = at }])));
            }
        }
        // Where another process wrote in between, it noted the same.
        return documents.Write(writes, []).IsCommitted;
    }

    /// <summary>Takes away what is older than it is kept.</summary>
    /// <exception cref="IOException">It could not be stored.</exception>
    public void Tidy(IEnumerable<string> segments, Instant now)
    {
        var gone = new List<DocumentWrite>();
        foreach (var name in segments)
        {
            foreach (var resolution in SizeResolution.All)
            {
                if (resolution.KeptFrom(now) is not { } from) continue;
                var first = $"{name}/{resolution.Name}/{resolution.ChunkOf(from)}";
                gone.AddRange(documents.List(Kind, $"{name}/{resolution.Name}/").TakeWhile(chunk => string.CompareOrdinal(chunk.Key.Name, first) < 0).Select(chunk => new DocumentWrite(chunk.Key, null, null)));
            }
        }
        if (gone.Count > 0) documents.Write(gone, []);
    }

    /// <summary>The moment of the first point of all; null where there is none.</summary>
    public Instant? Since(string name) => SizeResolution.All
        .SelectMany(resolution => documents.List(Kind, $"{name}/{resolution.Name}/", max: 1)).Min(chunk => (Instant?)SizePoint.Read(chunk.Bytes.Span)[0].At);

    /// <summary>Points from one moment to another, and before them the last one before, where there is one.</summary>
    public (SizePoint? Before, IReadOnlyList<SizePoint> Points) Read(string name, SizeResolution resolution, Instant from, Instant to)
    {
        var (first, last) = ($"{name}/{resolution.Name}/{resolution.ChunkOf(from)}", $"{name}/{resolution.Name}/{resolution.ChunkOf(to)}");
        var (before, points) = ((SizePoint?)null, new List<SizePoint>());
        // One chunk earlier, too, for what was before.
        var chunks = documents.List(Kind, $"{name}/{resolution.Name}/");
        var start = Math.Max(0, chunks.TakeWhile(chunk => string.CompareOrdinal(chunk.Key.Name, first) < 0).Count() - 1);
        foreach (var chunk in chunks.Skip(start).TakeWhile(chunk => string.CompareOrdinal(chunk.Key.Name, last) <= 0))
        {
            foreach (var point in SizePoint.Read(chunk.Bytes.Span))
            {
                if (point.At < from) before = point;
                else if (point.At <= to) points.Add(point);
            }
        }
        return (before, points);
    }
}
