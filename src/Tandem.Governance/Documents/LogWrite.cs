using Tandem.Primitives;

namespace Tandem.Governance.Documents;

/// <summary>A record to add to the end of a stream.</summary>
/// <param name="At">When it happened, as the writer says; does not decide the order.</param>
public readonly record struct LogWrite(string Stream, Instant At, ReadOnlyMemory<byte> Bytes);
