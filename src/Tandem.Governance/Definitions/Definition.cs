using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>One version of anything governed. Immutable.</summary>
public sealed record Definition
{
    public required DefinitionKey Key { get; init; }

    /// <summary>Counts up from 1 with each change.</summary>
    public required int Version { get; init; }

    /// <summary>The ruleset that this version first was part of.</summary>
    public required int Ruleset { get; init; }

    public required string Title { get; init; }

    public required string? Description { get; init; }

    /// <summary>As authored: YAML or JSON, comments and all.</summary>
    public required string Text { get; init; }

    /// <summary>What <see cref="Text"/> says under <c>spec</c>, with the place of each part.</summary>
    public required Node Spec { get; init; }

    public required string Author { get; init; }

    public required Instant At { get; init; }

    public string Kind => Key.Kind;

    public string Name => Key.Name;

    /// <summary>Reads the spec, with errors collected in <paramref name="errors"/>.</summary>
    public NodeCursor Read(ErrorList errors) => new(Spec, errors);
}
