using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>That a rejected item was mended and sent again.</summary>
/// <param name="By"><c>console</c> or <c>api</c>, until there are accounts for people.</param>
/// <param name="IsSent">Whether it is durable; false while somebody sends it, or where that was cut short.</param>
/// <param name="Items">The ids of the interactions that came of it, as <c>/interactions</c> takes them.</param>
public sealed record MendedReject(Instant At, string By, bool IsSent, IReadOnlyList<string> Items);
