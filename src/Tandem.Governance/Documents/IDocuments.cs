namespace Tandem.Governance.Documents;

/// <summary>
/// Where the workspace keeps what its two sides own: small documents with a version each, and logs that only grow.
/// Thread-safe; every method sees all that was written before it began, and what it wrote is durable when it returns.
/// </summary>
public interface IDocuments
{
    /// <summary>One document as it is now; null where there is none.</summary>
    Document? Read(DocumentKey key);

    /// <summary>
    /// Documents of a kind whose name begins with <paramref name="prefix"/>, in order of the names' UTF-8 bytes, those
    /// after <paramref name="after"/> (a whole name, prefix included; empty for the first page).
    /// </summary>
    IReadOnlyList<Document> List(string kind, string prefix = "", string after = "", int max = int.MaxValue);

    /// <summary>
    /// Writes documents and log records in one transaction: all, or, where a document is not at the version that was
    /// expected, none. Records get their numbers in the order given. A call with nothing to write commits.
    /// </summary>
    /// <exception cref="ArgumentException">Two writes name the same document.</exception>
    WriteResult Write(IReadOnlyList<DocumentWrite> documents, IReadOnlyList<LogWrite> log);

    /// <summary>Adds to the end of logs, all or nothing: a <see cref="Write"/> without documents.</summary>
    void Append(IReadOnlyList<LogWrite> log);

    /// <summary>Records of a stream with a greater number, oldest first. Begin with 0.</summary>
    IReadOnlyList<LogRecord> ReadAfter(string stream, long after, int max);

    /// <summary>Records of a stream with a smaller number, newest first. Begin with <see cref="long.MaxValue"/>.</summary>
    IReadOnlyList<LogRecord> ReadBefore(string stream, long before, int max);

    /// <summary>
    /// Puts other bytes in the place of a record's, so that what must not be kept is not; a record that is not there stays
    /// so. For nothing else: a log is what happened.
    /// </summary>
    void Rewrite(string stream, long number, ReadOnlyMemory<byte> bytes);

    /// <summary>Takes away all but the newest <paramref name="keep"/> records of a stream. Numbers are never used again.</summary>
    void Trim(string stream, int keep);
}
