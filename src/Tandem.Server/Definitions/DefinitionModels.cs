using System.Text.Json.Nodes;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>One version of a definition.</summary>
/// <param name="Kind"><c>segment</c>, <c>journey</c>, <c>campaign</c>, <c>template</c> or <c>identity</c>.</param>
/// <param name="Name">Unique in its kind.</param>
/// <param name="Version">Counts up from 1 with each change.</param>
/// <param name="Status"><c>live</c>; <c>old</c> for a version that another one replaced; <c>valid</c> for one that was only checked.</param>
/// <param name="Ruleset">The number of the ruleset that this version first was part of.</param>
/// <param name="UpdatedAt">When it went live, in ISO 8601 and UTC.</param>
/// <param name="UpdatedBy">Who published it.</param>
/// <param name="Text">As authored, YAML or JSON, with its comments.</param>
/// <param name="Spec">What the text says under <c>spec</c>.</param>
public sealed record DefinitionModel(
    string Kind, string Name, int Version, string Title, string? Description, string Status, int Ruleset, string UpdatedAt, string UpdatedBy, string Text, JsonNode? Spec)
{
    public static DefinitionModel Of(Definition definition, string status) => new(
        definition.Kind, definition.Name, definition.Version, definition.Title, definition.Description, status, definition.Ruleset,
        definition.At.ToString(), definition.Author, definition.Text, definition.Spec.ToJson());
}

/// <summary>A list of definitions.</summary>
public sealed record DefinitionList(IReadOnlyList<DefinitionModel> Items);

/// <summary>What became of one definition.</summary>
/// <param name="Status"><c>live</c>, or <c>valid</c> where it was only checked.</param>
/// <param name="Ruleset">The number of the ruleset that holds it, or would.</param>
/// <param name="Version">The definition's version, or the one that it would get.</param>
/// <param name="Changed">False where it was live already, word for word.</param>
public sealed record DefinitionPublished(string Status, int Ruleset, int Version, bool Changed, DefinitionModel Definition);

/// <summary>What became of several definitions that were published together.</summary>
/// <param name="Status"><c>live</c>, or <c>valid</c> where they were only checked.</param>
/// <param name="Ruleset">The number of the ruleset that holds them, or would.</param>
/// <param name="Changed">False where all were live already, word for word.</param>
/// <param name="Items">In the order in which they were sent.</param>
public sealed record DefinitionsPublished(string Status, int Ruleset, bool Changed, IReadOnlyList<DefinitionModel> Items);
