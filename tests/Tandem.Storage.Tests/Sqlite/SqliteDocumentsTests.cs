using System.Text;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

public sealed class SqliteDocumentsTests : IAsyncLifetime
{
    private static readonly DocumentKey Web = new("source", "web"), Shop = new("source", "shop");

    private readonly TempFolder folder = new();
    private EmbeddedStore store = null!;

    private IDocuments Documents => store.Documents;

    public Task InitializeAsync()
    {
        store = EmbeddedStore.Open(folder.Path, TimeProvider.System, new());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_document_keeps_its_content_and_version_over_a_restart()
    {
        Assert.Null(Documents.Read(Web));
        Assert.True(Put(Web, null, "one").IsCommitted);
        Assert.True(Put(Web, 1, "two").IsCommitted);
        await store.DisposeAsync();
        await InitializeAsync();
        var document = Documents.Read(Web)!;
        Assert.Equal((2L, "two"), (document.Version, Text(document.Bytes)));
    }

    [Fact]
    public void A_write_that_expects_another_version_changes_nothing_at_all()
    {
        Put(Web, 0, "one");
        var result = Documents.Write([new(Shop, 0, Bytes("new")), new(Web, 7, Bytes("two"))], [new("audit", new(1), Bytes("x"))]);
        Assert.Equal(Web, result.Conflict);
        Assert.Null(Documents.Read(Shop));
        Assert.Equal("one", Text(Documents.Read(Web)!.Bytes));
        Assert.Empty(Documents.ReadAfter("audit", 0, 10));
        Assert.Equal(Web, Put(Web, 0, "again").Conflict);
    }

    [Fact]
    public void A_removed_document_begins_again_at_version_1()
    {
        Put(Web, 0, "one");
        Put(Web, 1, "two");
        Documents.Write([new(Web, 2, null)], []);
        Assert.Null(Documents.Read(Web));
        Put(Web, 0, "three");
        Assert.Equal(1, Documents.Read(Web)!.Version);
    }

    [Fact]
    public void Naming_a_document_twice_is_misuse() =>
        Assert.Throws<ArgumentException>(() => Documents.Write([new(Web, null, Bytes("a")), new(Web, null, Bytes("b"))], []));

    [Fact]
    public void Documents_are_listed_by_kind_and_prefix_page_by_page()
    {
        foreach (var name in new[] { "b", "a:2", "a:10", "a", "ä" }) Put(new("segment", name), null, name);
        Put(new("offer", "a:3"), null, "x");
        Assert.Equal(["a", "a:10", "a:2", "b", "ä"], Names(Documents.List("segment")));
        Assert.Equal(["a:10", "a:2"], Names(Documents.List("segment", "a:")));
        Assert.Equal(["a:2", "b"], Names(Documents.List("segment", after: "a:10", max: 2)));

        static IEnumerable<string> Names(IReadOnlyList<Document> documents) => documents.Select(document => document.Key.Name);
    }

    [Fact]
    public void Streams_count_for_themselves_and_are_read_from_both_ends()
    {
        Documents.Append([new("audit", new(1), Bytes("a")), new("rejects", new(2), Bytes("x")), new("audit", new(3), Bytes("b"))]);
        Documents.Append([new("audit", new(2), Bytes("c"))]);
        Assert.Equal([(1L, "a"), (2, "b"), (3, "c")], Documents.ReadAfter("audit", 0, 10).Select(Seen));
        Assert.Equal([(2L, "b")], Documents.ReadAfter("audit", 1, 1).Select(Seen));
        Assert.Equal([(3L, "c"), (2, "b")], Documents.ReadBefore("audit", long.MaxValue, 2).Select(Seen));
        Assert.Equal([(1L, "x")], Documents.ReadAfter("rejects", 0, 10).Select(Seen));
        Assert.Equal(new Instant(3), Documents.ReadAfter("audit", 1, 1)[0].At);
        Assert.Empty(Documents.ReadAfter("nothing", 0, 10));
    }

    [Fact]
    public void Trimming_keeps_the_newest_and_never_uses_a_number_again()
    {
        for (var i = 0; i < 5; i++) Documents.Append([new("rejects", default, Bytes($"{i}"))]);
        Documents.Trim("rejects", 2);
        Assert.Equal([(4L, "3"), (5, "4")], Documents.ReadAfter("rejects", 0, 10).Select(Seen));
        Documents.Trim("rejects", 0);
        Documents.Append([new("rejects", default, Bytes("new"))]);
        Assert.Equal([(6L, "new")], Documents.ReadAfter("rejects", 0, 10).Select(Seen));
    }

    private WriteResult Put(DocumentKey key, long? expected, string text) => Documents.Write([new(key, expected, Bytes(text))], []);

    private static (long, string) Seen(LogRecord record) => (record.Number, Text(record.Bytes));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
