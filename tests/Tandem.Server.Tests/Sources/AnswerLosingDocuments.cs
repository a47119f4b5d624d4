using Tandem.Governance.Documents;

namespace Tandem.Server.Tests.Sources;

/// <summary>Documents of a database whose connection breaks when a test likes: during a write, of which nobody knows then whether it was made; and into which others write meanwhile.</summary>
internal sealed class AnswerLosingDocuments(IDocuments inner) : IDocuments
{
    /// <summary>What becomes of the next write, whose answer is lost: true where it is made. Null while all is well.</summary>
    public bool? Next { get; set; }

    /// <summary>What another process does just before the next write.</summary>
    public Action? Others { get; set; }

    public Document? Read(DocumentKey key) => inner.Read(key);

    public IReadOnlyList<Document> List(string kind, string prefix = "", string after = "", int max = int.MaxValue) => inner.List(kind, prefix, after, max);

    public WriteResult Write(IReadOnlyList<DocumentWrite> documents, IReadOnlyList<LogWrite> log)
    {
        var others = Others;
        Others = null;
        others?.Invoke();
        if (Next is not { } isMade) return inner.Write(documents, log);
        Next = null;
        if (isMade) Assert.True(inner.Write(documents, log).IsCommitted);
        throw new IOException("The connection is broken.");
    }

    public void Append(IReadOnlyList<LogWrite> log) => inner.Append(log);

    public IReadOnlyList<LogRecord> ReadAfter(string stream, long after, int max) => inner.ReadAfter(stream, after, max);

    public IReadOnlyList<LogRecord> ReadBefore(string stream, long before, int max) => inner.ReadBefore(stream, before, max);

    public void Rewrite(string stream, long number, ReadOnlyMemory<byte> bytes) => inner.Rewrite(stream, number, bytes);

    public void Trim(string stream, int keep) => inner.Trim(stream, keep);
}
