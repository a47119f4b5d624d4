using System.Text;
using Tandem.Governance.Audit;
using Tandem.Governance.Definitions;
using Tandem.Governance.Documents;
using Tandem.Governance.Tests.Documents;

namespace Tandem.Governance.Tests.Definitions;

/// <summary>
/// What is stored stays readable. The files hold what this format's first release wrote, byte for byte; a new format
/// gets a folder of its own, and this one stays.
/// </summary>
public sealed class StoredFormatTests
{
    private const string Text = "kind: segment\nmetadata: { name: all, title: Everybody, description: Whoever comes }\nspec:\n  is: 'yes' # all of them\n";

    private static readonly (string File, DocumentKey Key)[] Files =
    [
        ("definition.json", new("definition", "segment/all/0000000001")),
        ("ruleset.json", new("ruleset", "0000000001")),
        ("ruleset-latest.json", new("ruleset-latest", "latest")),
    ];

    [Fact]
    public void Documents_of_format_1_are_read()
    {
        var documents = new MemoryDocuments();
        documents.Write([.. Files.Select(file => new DocumentWrite(file.Key, 0, Bytes(file.File)))], [new(AuditLog.Stream, Drafts.Noon, Bytes("audit.json"))]);

        var library = new DefinitionLibrary(documents);

        var definition = Assert.Single(library.Latest.Definitions);
        Assert.Equal(("segment/all", 1, 1, "Everybody", "Whoever comes", Text, "ann", Drafts.Noon), (definition.Key.ToString(), definition.Version, definition.Ruleset, definition.Title, definition.Description, definition.Text, definition.Author, definition.At));
        Assert.Equal((1, "ann", Drafts.Noon), (library.Latest.Number, library.Latest.Author, library.Latest.At));
        var record = Assert.Single(new AuditLog(documents).Read(long.MaxValue, 10));
        Assert.Equal(("published", "segment/all v1", "ann", "Ruleset 1"), (record.Action, Assert.Single(record.Subjects), record.Author, record.Detail));
    }

    [Fact]
    public void Documents_are_written_in_format_1()
    {
        var documents = new MemoryDocuments();
        new DefinitionGate(documents, new(documents), [new OnlyKnownSegments("segment")]).Publish(Drafts.Many(Text), "ann", Drafts.Noon);

        foreach (var (file, key) in Files) Assert.Equal(Sample(file), Encoding.UTF8.GetString(documents.Read(key)!.Bytes.Span));
        Assert.Equal(Sample("audit.json"), Encoding.UTF8.GetString(Assert.Single(documents.ReadAfter(AuditLog.Stream, 0, 10)).Bytes.Span));
    }

    [Fact]
    public void A_newer_format_is_refused_by_name()
    {
        var documents = new MemoryDocuments();
        documents.Write([new(new("ruleset-latest", "latest"), 0, """{"format":2,"number":1}"""u8.ToArray())], []);
        Assert.Equal("Document ruleset-latest latest is of format 2; this version reads 1.", Assert.Throws<InvalidDataException>(() => new DefinitionLibrary(documents).Latest).Message);
    }

    private static byte[] Bytes(string file) => Encoding.UTF8.GetBytes(Sample(file));

    private static string Sample(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definitions", "Format1", file)).TrimEnd('\n');
}
