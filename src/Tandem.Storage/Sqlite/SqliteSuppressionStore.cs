using Tandem.Engine.Effects;

namespace Tandem.Storage.Sqlite;

/// <summary>The suppression list in <c>delivery.db</c>.</summary>
public sealed class SqliteSuppressionStore(DeliveryFile file) : ISuppressionStore
{
    public IReadOnlyList<Suppression> ReadAll()
    {
        lock (file.WriterGate)
        {
            var all = new List<Suppression>();
            using var rows = file.Writer.Prepare("SELECT channel, address, reason, at, who FROM suppressions").Begin();
            while (rows.Step()) all.Add(new(rows.Text(0), rows.Text(1), rows.Text(2), new(rows.Long(3)), rows.Text(4)));
            return all;
        }
    }

    public void Put(Suppression suppression)
    {
        lock (file.WriterGate)
        {
            file.Writer.Prepare("INSERT OR REPLACE INTO suppressions(channel, address, reason, at, who) VALUES(?, ?, ?, ?, ?)").Begin()
                .Bind(1, suppression.Channel).Bind(2, suppression.Address).Bind(3, suppression.Reason).Bind(4, suppression.At.Micros).Bind(5, suppression.By).Run();
        }
    }

    public void Remove(string channel, string address)
    {
        lock (file.WriterGate)
        {
            file.Writer.Prepare("DELETE FROM suppressions WHERE channel = ? AND address = ?").Begin().Bind(1, channel).Bind(2, address).Run();
        }
    }
}
