using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>Something that a source sent and that could not be accepted.</summary>
public sealed record SourceRejectModel(string Source, RejectModel Item);
