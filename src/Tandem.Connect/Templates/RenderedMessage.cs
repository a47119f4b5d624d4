namespace Tandem.Connect.Templates;

/// <summary>What a template made for one customer.</summary>
/// <param name="Subject">One line without control characters.</param>
/// <param name="Html">Null where the template has only text.</param>
public sealed record RenderedMessage(string Subject, string? Html, string Text);
