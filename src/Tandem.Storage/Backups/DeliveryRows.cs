using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Backups;

/// <summary>Puts a backup's records into <c>delivery.db</c>.</summary>
internal sealed class DeliveryRows(SqliteFile file) : RestoredFile(file)
{
    public void Write(BackupPart part, ReadOnlyMemory<byte> records)
    {
        foreach (var record in new RecordReader(records))
        {
            Row();
            if (part == BackupPart.Messages) PutMessage(StoredMessage.Read(record));
            else PutSuppression(record);
        }
    }

    private void PutMessage(StoredMessage one)
    {
        File.Prepare("""
            INSERT INTO messages(number, key, customer, status, address, subject, template, origin, detail, attempts, via, outside, repeatable, next)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """).Begin()
            .Bind(1, one.Number).Bind(2, one.Key).Bind(3, one.Customer).Bind(4, one.Status).Bind(5, one.Address).Bind(6, one.Subject).Bind(7, one.Template).Bind(8, one.Origin)
            .Bind(9, one.Detail).Bind(10, one.Attempts).Bind(11, one.Via).Bind(12, one.Outside ? 1 : 0).Bind(13, one.Repeatable ? 1 : 0).Bind(14, one.Next).Run();
        File.Prepare("INSERT INTO bodies(number, effect, content) VALUES(?, ?, ?)").Begin().Bind(1, one.Number).Bind(2, one.Effect.Span).Bind(3, one.Content.Span).Run();
    }

    private void PutSuppression(ReadOnlyMemory<byte> record)
    {
        var one = StoredSuppression.Read(record);
        File.Prepare("INSERT INTO suppressions(channel, address, reason, at, who) VALUES(?, ?, ?, ?, ?)").Begin()
            .Bind(1, one.Channel).Bind(2, one.Address).Bind(3, one.Reason).Bind(4, one.At.Micros).Bind(5, one.By).Run();
    }
}
