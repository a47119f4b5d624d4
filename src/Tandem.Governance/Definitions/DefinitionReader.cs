using System.Text;
using Tandem.Governance.Definitions.Nodes;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>
/// Reads definitions as people write them: YAML or JSON with <c>kind</c>, <c>metadata</c> (name, title, description) and
/// <c>spec</c>. All errors are collected, each with its place.
/// </summary>
/// <param name="kinds">The kinds that there are.</param>
public sealed class DefinitionReader(IReadOnlyCollection<string> kinds)
{
    /// <summary>The largest definition, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The largest text of many definitions, in bytes of UTF-8.</summary>
    public const int MaxBytesOfMany = 8 << 20;

    public IReadOnlyCollection<string> Kinds { get; } = kinds;

    /// <summary>Reads one definition. Kind and name may be left out of the text; where they are there, they must match.</summary>
    public Result<DefinitionDraft> ReadOne(string text, DefinitionKey key)
    {
        var errors = new ErrorList();
        if (!Kinds.Contains(key.Kind)) errors.Add(UnknownKind(key.Kind) with { Path = "kind" });
        if (DefinitionName.Check(key.Name) is { } wrong) errors.Add(wrong with { Path = "metadata.name" });
        var documents = errors.IsEmpty ? Parse(text, MaxBytes, errors) : [];
        if (documents.Count > 1)
            errors.Add(new("too_many", $"Here belongs one definition, and these are {documents.Count}.") { Line = documents[1].Root.Line, Column = documents[1].Root.Column, Hint = "Send several at once with POST /api/v1/definitions." });
        var draft = errors.IsEmpty ? Draft(documents[0].Root, documents[0].Text, key, errors) : null;
        return errors.IsEmpty && draft is not null ? draft : Result.Fail<DefinitionDraft>(errors.ToArray());
    }

    /// <summary>Reads all definitions of a text, in order; none may be there twice.</summary>
    public Result<IReadOnlyList<DefinitionDraft>> ReadMany(string text)
    {
        var errors = new ErrorList();
        var drafts = new Dictionary<DefinitionKey, DefinitionDraft>();
        foreach (var (root, own) in Parse(text, MaxBytesOfMany, errors))
        {
            if (own.Length > MaxBytes) errors.Add(TooLarge(MaxBytes) with { Line = root.Line, Column = root.Column });
            else if (Draft(root, own, null, errors) is { } draft && !drafts.TryAdd(draft.Key, draft))
                errors.Add(new("duplicate_definition", $"{draft.Key} is defined here twice.") { Line = root.Line, Column = root.Column, Hint = "Keep one of them." });
        }
        return errors.IsEmpty ? Result.Ok<IReadOnlyList<DefinitionDraft>>([.. drafts.Values]) : Result.Fail<IReadOnlyList<DefinitionDraft>>(errors.ToArray());
    }

    private static List<(Node Root, string Text)> Parse(string text, int max, ErrorList errors)
    {
        if (Encoding.UTF8.GetByteCount(text) > max)
        {
            errors.Add(TooLarge(max));
            return [];
        }
        var source = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var documents = NodeParser.Parse(source, errors).Where(document => document.Root is not ScalarNode { Type: ScalarType.Nothing }).ToList();
        if (documents.Count == 0 && errors.IsEmpty) errors.Add(new("empty", "There is no definition in this text.") { Hint = "A definition has kind, metadata and spec." });
        return documents;
    }

    private DefinitionDraft? Draft(Node root, string text, DefinitionKey? expected, ErrorList errors)
    {
        if (root is not MapNode)
        {
            errors.Add(new("wrong_type", $"A definition is a map with kind, metadata and spec, and this is {root.Name}.") { Line = root.Line, Column = root.Column });
            return null;
        }
        var fields = new NodeCursor(root, errors).Map("kind", "metadata", "spec");
        var metadata = (expected is null ? fields.Required("metadata") : fields.Optional("metadata")).Map("name", "title", "description");
        var kind = Part(fields, "kind", expected?.Kind);
        var name = Part(metadata, "name", expected?.Name);
        if (expected is null && kind.Length > 0 && !Kinds.Contains(kind)) fields.Required("kind").Add(UnknownKind(kind));
        if (expected is null && name.Length > 0 && DefinitionName.Check(name) is { } wrong) metadata.Required("name").Add(wrong);
        var title = metadata.Optional("title").TextOrNull() ?? name;
        var description = metadata.Optional("description").TextOrNull();
        var spec = fields.Required("spec");
        return spec.Node is null || kind.Length == 0 || name.Length == 0 ? null : new(new(kind, name), title, description, text, spec.Node);
    }

    private static string Part(MapCursor fields, string key, string? expected)
    {
        if (expected is null) return fields.Required(key).Text();
        var there = fields.Optional(key);
        if (there.TextOrNull() is { } text && text != expected)
            there.Fail("mismatch", $"This says {text}, and the address of the definition says {expected}.", $"Write {expected}, or leave it out.");
        return expected;
    }

    private Error UnknownKind(string kind) => new("unknown_kind", $"{kind} is no kind of definition.") { Hint = Nearest.Hint(kind, Kinds) };

    private static Error TooLarge(int max) => new("too_large", $"This is larger than {max / (1 << 20)} MB.") { Hint = "Split it up." };
}
