using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>Where interactions come from. Immutable.</summary>
/// <param name="Number">From 1; what stored interactions carry. Never used again.</param>
/// <param name="Name">Unique; lower-case letters, digits and dashes.</param>
/// <param name="Channel">One of <see cref="SourceChannels"/>; empty while nobody has said.</param>
/// <param name="WriteKey">Lets a sender in. No secret of people's data: with it one can write, not read.</param>
public sealed record Source(int Number, string Name, string Title, string WriteKey, Instant CreatedAt, string Channel = "");
