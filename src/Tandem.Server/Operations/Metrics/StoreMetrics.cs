using Tandem.Storage.Figures;

namespace Tandem.Server.Operations.Metrics;

/// <summary>What the store says of itself.</summary>
public sealed class StoreMetrics(IStoreFigures figures) : IMetricSource
{
    public void Write(MetricsText to)
    {
        var (inbox, journal, checkpoints, snapshots) = (figures.Inbox, figures.Journal, figures.Checkpoints, figures.Snapshots);
        to.Gauge("tandem_inbox_waiting_entries", "Entries that are durable and wait to be folded.").Value(inbox.Waiting);
        to.Gauge("tandem_inbox_unwritten_bytes", "Bytes of arrivals that wait to be made durable.").Value(inbox.UnwrittenBytes);
        to.Gauge("tandem_journal_first_position", "The oldest position that is kept.").Value(journal.First);
        to.Gauge("tandem_journal_last_position", "The newest position.").Value(journal.Last);
        to.Gauge("tandem_journal_unsealed_entries", "Entries that are not in sealed parts yet.").Value(journal.Unsealed);
        to.Gauge("tandem_journal_parts", "Sealed parts of the journal.").Value(journal.Parts);
        to.Counter("tandem_journal_written_bytes_total", "Bytes written to the journal, about.").Value(journal.WrittenBytes);
        to.Counter("tandem_checkpoint_states_total", "States of customers and accounts that checkpoints wrote.").Value(checkpoints.States);
        to.Counter("tandem_checkpoint_state_bytes_total", "Their bytes.").Value(checkpoints.StateBytes);
        to.Gauge("tandem_states_unmerged_bytes", "Bytes of states that are appended and still to be merged into their rows.").Value(checkpoints.UnmergedBytes);
        to.Gauge("tandem_outbox_effects", "Effects that wait to be performed.").Value(checkpoints.Outbox);
        to.Gauge("tandem_snapshots", "Snapshots that are kept.").Value(snapshots.Count);
        if (snapshots.Newest is { } newest) to.Gauge("tandem_snapshot_newest_timestamp_seconds", "The time of the newest snapshot.").Value(newest.Micros / 1e6);
        to.Gauge("tandem_store_bytes", "What the workspace takes on the disk, by file or folder.");
        foreach (var (name, bytes) in figures.Sizes()) to.Value(bytes, ("name", name));
    }
}
