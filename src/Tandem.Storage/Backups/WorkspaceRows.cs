using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>Puts a backup's records into <c>workspace.db</c>.</summary>
internal sealed class WorkspaceRows(SqliteFile file) : RestoredFile(file)
{
    public void Write(BackupPart part, ReadOnlyMemory<byte> records)
    {
        foreach (var record in new RecordReader(records))
        {
            Row();
            Put(part, record);
        }
    }

    private void Put(BackupPart part, ReadOnlyMemory<byte> record)
    {
        switch (part)
        {
            case BackupPart.Documents:
                var document = StoredDocument.Read(record);
                File.Prepare("INSERT INTO documents(kind, name, version, bytes) VALUES(?, ?, ?, ?)").Begin()
                    .Bind(1, document.Key.Kind).Bind(2, document.Key.Name).Bind(3, document.Version).Bind(4, document.Bytes.Span).Run();
                break;
            case BackupPart.Streams:
                var stream = StoredStream.Read(record);
                File.Prepare("INSERT INTO streams(name, last) VALUES(?, ?)").Begin().Bind(1, stream.Name).Bind(2, stream.Last).Run();
                break;
            default:
                var log = StoredLogRecord.Read(record);
                File.Prepare("INSERT INTO log(stream, number, at, bytes) SELECT id, ?2, ?3, ?4 FROM streams WHERE name = ?1").Begin()
                    .Bind(1, log.Stream).Bind(2, log.Number).Bind(3, log.At.Micros).Bind(4, log.Bytes.Span).Run();
                break;
        }
    }
}
