namespace Tandem.Cli.Maps;

/// <summary>An interaction as it goes over the wire.</summary>
/// <param name="Json">One item of a batch, in UTF-8.</param>
/// <param name="Index">Its place among the map's interactions.</param>
/// <param name="Timestamp">When it happened; null where the server's now is meant.</param>
/// <param name="OnceKey">Where set, only the first interaction of a file with this key is meant.</param>
public sealed record MappedInteraction(byte[] Json, int Index, string Type, DateTimeOffset? Timestamp, string? OnceKey);
