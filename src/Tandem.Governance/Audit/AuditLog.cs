using System.Text.Json;
using Tandem.Governance.Documents;

namespace Tandem.Governance.Audit;

/// <summary>The record of all that the sides decided and changed. Thread-safe.</summary>
public sealed class AuditLog(IDocuments documents)
{
    /// <summary>The stream that holds it.</summary>
    public const string Stream = "audit";

    private const int Format = 1;

    /// <summary>The record in the form that is stored, to be written in one transaction with what it tells of.</summary>
    public static LogWrite Entry(AuditRecord record) =>
        new(Stream, record.At, JsonSerializer.SerializeToUtf8Bytes(new Stored(Format, record.Author, record.Action, record.Subjects, record.Detail), JsonSerializerOptions.Web));

    public void Append(AuditRecord record) => documents.Append([Entry(record)]);

    /// <summary>The records before a number, newest first. Begin with <see cref="long.MaxValue"/>.</summary>
    public IReadOnlyList<AuditRecord> Read(long before, int max) => [.. documents.ReadBefore(Stream, before, max).Select(Read)];

    private static AuditRecord Read(LogRecord record)
    {
        var stored = JsonSerializer.Deserialize<Stored>(record.Bytes.Span, JsonSerializerOptions.Web);
        if (stored is not { Format: Format }) throw new InvalidDataException($"Audit record {record.Number} is of format {stored?.Format}; this version reads {Format}.");
        return new(record.Number, record.At, stored.Author, stored.Action, stored.Subjects, stored.Detail);
    }

    private sealed record Stored(int Format, string Author, string Action, IReadOnlyList<string> Subjects, string Detail);
}
