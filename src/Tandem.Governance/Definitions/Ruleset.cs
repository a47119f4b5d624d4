using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>All definitions that are live together, by kind and name. Immutable.</summary>
public sealed class Ruleset
{
    private readonly Dictionary<DefinitionKey, Definition> byKey;

    public Ruleset(int number, Instant at, string author, IEnumerable<Definition> definitions)
    {
        Number = number;
        At = at;
        Author = author;
        Definitions = [.. definitions.OrderBy(definition => definition.Kind, StringComparer.Ordinal).ThenBy(definition => definition.Name, StringComparer.Ordinal)];
        byKey = Definitions.ToDictionary(definition => definition.Key);
    }

    /// <summary>What a new workspace begins with.</summary>
    public static Ruleset Empty { get; } = new(0, default, "", []);

    /// <summary>Counts up from 1 with each change of anything; 0 is <see cref="Empty"/>.</summary>
    public int Number { get; }

    public Instant At { get; }

    public string Author { get; }

    public IReadOnlyList<Definition> Definitions { get; }

    public Definition? Find(string kind, string name) => byKey.GetValueOrDefault(new(kind, name));

    public IEnumerable<Definition> OfKind(string kind) => Definitions.Where(definition => definition.Kind == kind);
}
