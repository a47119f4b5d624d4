using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Server.Privacy;

namespace Tandem.Server.Backups;

/// <summary>The backups that were taken, as documents of the workspace. One is known before its moment, so that it is in itself too. Thread-safe.</summary>
public sealed class BackupBook(IDocuments documents, TimeProvider time) : IBackupLog
{
    private const string Kind = "backup";
    private const int Format = 1;

    /// <summary>In the order in which they were taken: their names rise.</summary>
    public IReadOnlyList<BackupRecord> Records => [.. documents.List(Kind).Select(Read)];

    IReadOnlyList<KnownBackup> IBackupLog.All => [.. Records.Select(record => new KnownBackup(record.Id, record.At))];

    /// <summary>Keeps that one is taken now.</summary>
    /// <exception cref="Engine.Journal.StorageFullException">The disk is full. Nothing was kept.</exception>
    public BackupRecord Begin()
    {
        var now = Now;
        var name = string.Create(CultureInfo.InvariantCulture, $"{now.ToDateTimeOffset():yyyyMMdd'T'HHmmss'Z'}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        var record = new BackupRecord(name, now);
        documents.Write([WriteOf(record)], []);
        return record;
    }

    public void Done(BackupRecord begun, long position, long bytes)
    {
        var record = begun with { FinishedAt = Now, Position = position, Bytes = bytes };
        documents.Write([WriteOf(record)], [AuditLog.Entry(new(0, Now, "admin", "backup-taken", [$"backup/{record.Id}"], "Backup of the workspace"))]);
    }

    /// <summary>Forgets one that is not there any more.</summary>
    /// <returns>False where there is none of this name.</returns>
    public bool Forget(string id)
    {
        var key = new DocumentKey(Kind, id);
        if (documents.Read(key) is null) return false;
        documents.Write([new(key, null, null)], [AuditLog.Entry(new(0, Now, "admin", "backup-gone", [$"backup/{id}"], "Backup is not there any more"))]);
        return true;
    }

    /// <summary>Forgets one of which nobody has the whole.</summary>
    public void BrokenOff(BackupRecord begun) => documents.Write([new(new(Kind, begun.Id), null, null)], []);

    private Instant Now => Instant.From(time.GetUtcNow());

    private static DocumentWrite WriteOf(BackupRecord record) => new(new(Kind, record.Id), null, JsonSerializer.SerializeToUtf8Bytes(
        new Stored(Format, record.At.ToString(), record.FinishedAt?.ToString(), record.Position, record.Bytes), JsonSerializerOptions.Web));

    private static BackupRecord Read(Document document)
    {
        var stored = JsonSerializer.Deserialize<Stored>(document.Bytes.Span, JsonSerializerOptions.Web);
        if (stored is not { Format: Format } || !Instant.TryParse(stored.At, out var at)) throw new InvalidDataException($"The document {document.Key} is of a newer format; this version reads {Format}.");
        return new(document.Key.Name, at, Instant.TryParse(stored.FinishedAt ?? "", out var done) ? done : null, stored.Position, stored.Bytes);
    }

    private sealed record Stored(int Format, string At, string? FinishedAt, long Position, long Bytes);
}
