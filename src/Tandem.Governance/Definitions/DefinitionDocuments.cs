using System.Globalization;
using System.Text.Json;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>
/// How definitions and rulesets are stored: each version of a definition as one document that never changes, each
/// ruleset as a list of versions, and the number of the latest ruleset, whose version fences writers.
/// </summary>
internal static class DefinitionDocuments
{
    private const int Format = 1;
    private const string VersionKind = "definition", RulesetKind = "ruleset";

    public static DocumentKey Latest { get; } = new("ruleset-latest", "latest");

    public static DocumentKey KeyOf(DefinitionKey key, int version) => new(VersionKind, $"{key}/{Sortable(version)}");

    public static DocumentKey KeyOf(int ruleset) => new(RulesetKind, Sortable(ruleset));

    public static IReadOnlyList<Document> Versions(IDocuments documents, DefinitionKey key) => documents.List(VersionKind, $"{key}/");

    public static IReadOnlyList<Document> VersionsOfKind(IDocuments documents, string kind) => documents.List(VersionKind, $"{kind}/");

    public static DocumentWrite Write(Definition definition) => new(KeyOf(definition.Key, definition.Version), 0, Json(new StoredDefinition(
        Format, definition.Kind, definition.Name, definition.Version, definition.Ruleset, definition.Title, definition.Description, definition.Author, definition.At.Micros, definition.Text)));

    public static DocumentWrite Write(Ruleset ruleset) => new(KeyOf(ruleset.Number), 0, Json(new StoredRuleset(
        Format, ruleset.Number, ruleset.At.Micros, ruleset.Author, [.. ruleset.Definitions.Select(definition => new StoredMember(definition.Kind, definition.Name, definition.Version))])));

    public static DocumentWrite WriteLatest(int ruleset, long expected) => new(Latest, expected, Json(new StoredLatest(Format, ruleset)));

    /// <exception cref="InvalidDataException">The document is damaged or of a newer format.</exception>
    public static Definition ReadDefinition(Document document)
    {
        var stored = Read<StoredDefinition>(document, stored => stored.Format);
        var key = new DefinitionKey(stored.Kind, stored.Name);
        var read = new DefinitionReader([key.Kind]).ReadOne(stored.Text, key);
        if (!read.IsOk) throw new InvalidDataException($"Stored definition {document.Key} cannot be read: {read.Errors[0]}");
        return new()
        {
            Key = key,
            Version = stored.Version,
            Ruleset = stored.Ruleset,
            Title = stored.Title,
            Description = stored.Description,
            Text = stored.Text,
            Spec = read.Value.Spec,
            Author = stored.Author,
            At = new(stored.At),
        };
    }

    /// <exception cref="InvalidDataException">The document is damaged or of a newer format.</exception>
    public static Ruleset ReadRuleset(Document document, Func<DefinitionKey, int, Definition> find)
    {
        var stored = Read<StoredRuleset>(document, stored => stored.Format);
        return new(stored.Number, new Instant(stored.At), stored.Author, stored.Definitions.Select(member => find(new(member.Kind, member.Name), member.Version)));
    }

    /// <exception cref="InvalidDataException">The document is damaged or of a newer format.</exception>
    public static int ReadLatest(Document document) => Read<StoredLatest>(document, stored => stored.Format).Number;

    private static string Sortable(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Json<T>(T stored) => JsonSerializer.SerializeToUtf8Bytes(stored, JsonSerializerOptions.Web);

    private static T Read<T>(Document document, Func<T, int> format) where T : class
    {
        var stored = JsonSerializer.Deserialize<T>(document.Bytes.Span, JsonSerializerOptions.Web) ?? throw new InvalidDataException($"Document {document.Key} is empty.");
        return format(stored) == Format ? stored : throw new InvalidDataException($"Document {document.Key} is of format {format(stored)}; this version reads {Format}.");
    }

    private sealed record StoredDefinition(int Format, string Kind, string Name, int Version, int Ruleset, string Title, string? Description, string Author, long At, string Text);

    private sealed record StoredMember(string Kind, string Name, int Version);

    private sealed record StoredRuleset(int Format, int Number, long At, string Author, IReadOnlyList<StoredMember> Definitions);

    private sealed record StoredLatest(int Format, int Number);
}
