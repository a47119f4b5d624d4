using Tandem.Primitives;

namespace Tandem.Server.Views;

/// <summary>A list as somebody wants to find it again: a name for a page with its search, filters, order and columns.</summary>
/// <param name="Id">Stays while the name changes.</param>
/// <param name="Search">The address's query string, encoded and without the question mark; empty for the page as it opens.</param>
/// <param name="By">Who saved it as it is.</param>
/// <param name="At">When that was.</param>
internal sealed record View(string Id, string Page, string Name, string Search, string By, Instant At);
