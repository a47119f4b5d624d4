using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>A source's numbers since it was made.</summary>
public readonly record struct SourceCounts(long Accepted, long Rejected, Instant? LastReceivedAt);
