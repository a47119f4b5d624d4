namespace Tandem.Server.Views;

/// <summary>A saved view: a name for a page with its search, filters, order and columns.</summary>
/// <param name="Search">The query string of the page's address, encoded and without the question mark.</param>
/// <param name="By">Who saved it as it is: <c>console</c> or <c>api</c>.</param>
/// <param name="At">When that was.</param>
public sealed record ViewModel(string Id, string Page, string Name, string Search, string By, DateTimeOffset At);

/// <summary>A view to save.</summary>
/// <param name="Page">The list that it is of.</param>
/// <param name="Name">Of the view: one of its own among those of its page.</param>
public sealed record NewViewModel(string? Page, string? Name, string? Search);

/// <summary>What is to be different about a view; what is left out stays.</summary>
public sealed record ViewChangeModel(string? Name, string? Search);
