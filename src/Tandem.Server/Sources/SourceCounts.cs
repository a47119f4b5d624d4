using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>A source's numbers since it was made, or what came to them.</summary>
public readonly record struct SourceCounts(long Accepted, long Rejected, Instant? LastReceivedAt)
{
    /// <summary>Both together.</summary>
    public SourceCounts With(in SourceCounts other) =>
        new(Accepted + other.Accepted, Rejected + other.Rejected, LastReceivedAt is null || other.LastReceivedAt > LastReceivedAt ? other.LastReceivedAt : LastReceivedAt);

    /// <summary>What is left without a part of it; the time stays.</summary>
    public SourceCounts Without(in SourceCounts part) => this with { Accepted = Accepted - part.Accepted, Rejected = Rejected - part.Rejected };
}
