using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Governance.Definitions;

/// <summary>A definition as somebody wrote it, before it went through the gate.</summary>
/// <param name="Title">The name where none was given.</param>
/// <param name="Text">As authored, with <c>\n</c> as line end.</param>
/// <param name="Spec">Its places are those in the whole text that was sent, not in <paramref name="Text"/>.</param>
public sealed record DefinitionDraft(DefinitionKey Key, string Title, string? Description, string Text, Node Spec);
