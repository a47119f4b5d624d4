using Tandem.Governance.Documents;

namespace Tandem.Governance.Definitions;

/// <summary>
/// Reads definitions: those that are live now, and those that were. Thread-safe. Keeps the latest ruleset in memory and
/// sees a newer one at once, whoever published it.
/// </summary>
public sealed class DefinitionLibrary(IDocuments documents)
{
    private volatile Snapshot snapshot = new(0, Ruleset.Empty);

    /// <summary>The ruleset that is live now; <see cref="Ruleset.Empty"/> in a new workspace.</summary>
    public Ruleset Latest => Load().Ruleset;

    /// <summary>The live version of a definition; null where there is none.</summary>
    public Definition? Current(string kind, string name) => Latest.Find(kind, name);

    /// <summary>The live definitions of a kind, or of all kinds, by kind and name.</summary>
    public IReadOnlyList<Definition> List(string? kind = null) => kind is null ? Latest.Definitions : [.. Latest.OfKind(kind)];

    /// <summary>All versions of a definition, newest first; empty where there is none.</summary>
    public IReadOnlyList<Definition> History(string kind, string name) =>
        [.. DefinitionDocuments.Versions(documents, new(kind, name)).Select(DefinitionDocuments.ReadDefinition).OrderByDescending(definition => definition.Version)];

    /// <summary>
    /// Every version of every definition of a kind that was live up to a ruleset, by name and version: what walks under
    /// way may still need.
    /// </summary>
    public IReadOnlyList<Definition> AllVersions(string kind, int upToRuleset) =>
        [.. DefinitionDocuments.VersionsOfKind(documents, kind).Select(DefinitionDocuments.ReadDefinition)
            .Where(definition => definition.Ruleset <= upToRuleset)
            .OrderBy(definition => definition.Name, StringComparer.Ordinal).ThenBy(definition => definition.Version)];

    /// <summary>A ruleset as it was: the number says for ever which versions it holds. Null where there is none of this number.</summary>
    public Ruleset? RulesetAt(int number)
    {
        var latest = Latest;
        if (number == latest.Number) return latest;
        if (number == 0) return Ruleset.Empty;
        return documents.Read(DefinitionDocuments.KeyOf(number)) is { } document ? DefinitionDocuments.ReadRuleset(document, (key, version) => Find(latest, key, version)) : null;
    }

    /// <summary>The latest ruleset with the version of the document that names it, which fences writers.</summary>
    internal (Ruleset Ruleset, long Fence) Begin()
    {
        var current = Load();
        return (current.Ruleset, current.Fence);
    }

    private Snapshot Load()
    {
        var known = snapshot;
        if (documents.Read(DefinitionDocuments.Latest) is not { } latest || latest.Version == known.Fence) return known;
        var number = DefinitionDocuments.ReadLatest(latest);
        var document = documents.Read(DefinitionDocuments.KeyOf(number)) ?? throw new InvalidDataException($"Ruleset {number} is the latest and is not stored.");
        return snapshot = new(latest.Version, DefinitionDocuments.ReadRuleset(document, (key, version) => Find(known.Ruleset, key, version)));
    }

    private Definition Find(Ruleset known, DefinitionKey key, int version)
    {
        if (known.Find(key.Kind, key.Name) is { } definition && definition.Version == version) return definition;
        var document = documents.Read(DefinitionDocuments.KeyOf(key, version)) ?? throw new InvalidDataException($"Definition {key} version {version} is part of a ruleset and is not stored.");
        return DefinitionDocuments.ReadDefinition(document);
    }

    private sealed record Snapshot(long Fence, Ruleset Ruleset);
}
