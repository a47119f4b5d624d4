using Tandem.Engine.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>The way into the journal.</summary>
internal sealed class SqliteInbox(JournalWriter writer, JournalFile journal, int shardCount) : IInbox
{
    public ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count == 0) return new(new Receipt(journal.Last.Value));
        CheckShards(arrivals, shardCount);
        return new(writer.Accept(arrivals));
    }

    /// <exception cref="ArgumentOutOfRangeException">An arrival is for a shard that is not there.</exception>
    public static void CheckShards(IReadOnlyList<Arrival> arrivals, int shardCount)
    {
        for (var i = 0; i < arrivals.Count; i++)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)arrivals[i].Shard.Value, (uint)shardCount, nameof(arrivals));
    }
}
