namespace Tandem.Governance.Documents;

/// <summary>A stored document.</summary>
/// <param name="Version">1 when it was made, and one more with each write; a document removed and made again starts at 1.</param>
/// <param name="Bytes">What was written. Must not be changed.</param>
public sealed record Document(DocumentKey Key, long Version, ReadOnlyMemory<byte> Bytes);
