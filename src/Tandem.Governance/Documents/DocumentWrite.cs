namespace Tandem.Governance.Documents;

/// <summary>One document to write or to take away.</summary>
/// <param name="Expected">The version that it must have now: 0 where it must not be there; null where any will do.</param>
/// <param name="Bytes">The new content; null takes the document away.</param>
public readonly record struct DocumentWrite(DocumentKey Key, long? Expected, ReadOnlyMemory<byte>? Bytes);
