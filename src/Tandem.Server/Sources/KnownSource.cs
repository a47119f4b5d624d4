namespace Tandem.Server.Sources;

/// <summary>A source and what it has been sending.</summary>
public sealed record KnownSource(Source Source, SourceTraffic Traffic);
