using Tandem.Primitives;

namespace Tandem.Governance.Documents;

/// <summary>A record of a stream.</summary>
/// <param name="Number">Counts up from 1 within its stream, without gaps except where records were trimmed.</param>
public readonly record struct LogRecord(long Number, Instant At, ReadOnlyMemory<byte> Bytes);
