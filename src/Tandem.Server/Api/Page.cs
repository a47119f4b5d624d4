namespace Tandem.Server.Api;

/// <summary>A part of a list.</summary>
/// <param name="Next">Goes back as <c>after</c> for the part that follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);
