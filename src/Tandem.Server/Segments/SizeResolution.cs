using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Server.Segments;

/// <summary>How far points are from each other, for how long they are kept, and how many of them lie in one document.</summary>
internal sealed record SizeResolution(string Name, TimeSpan Step, TimeSpan? Kept, TimeSpan Chunk)
{
    public static SizeResolution Minute { get; } = new("minute", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), TimeSpan.FromHours(1));

    public static SizeResolution Hour { get; } = new("hour", TimeSpan.FromHours(1), TimeSpan.FromDays(90), TimeSpan.FromDays(5));

    public static SizeResolution Day { get; } = new("day", TimeSpan.FromDays(1), null, TimeSpan.FromDays(400));

    /// <summary>From the finest on.</summary>
    public static IReadOnlyList<SizeResolution> All { get; } = [Minute, Hour, Day];

    /// <summary>The document's place in the order of documents: chunks are counted from 1970 on, in ten digits.</summary>
    public string ChunkOf(Instant at) => (Math.DivRem(at.Micros, Chunk.Ticks / TimeSpan.TicksPerMicrosecond).Quotient).ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Whether two moments lie in different minutes, hours or days.</summary>
    public bool Differ(Instant one, Instant other) => Number(one) != Number(other);

    /// <summary>What is older is not kept; null for what is kept for ever.</summary>
    public Instant? KeptFrom(Instant now) => Kept is { } kept ? now - Duration.FromSeconds(kept.TotalSeconds) : null;

    private long Number(Instant at) => at.Micros / (Step.Ticks / TimeSpan.TicksPerMicrosecond);
}
