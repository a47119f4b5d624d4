using Tandem.Engine.Effects;
using Tandem.Server.Delivery;

namespace Tandem.Server.Operations.Metrics;

/// <summary>Messages.</summary>
public sealed class DeliveryMetrics(IMessageStore messages, EffectRunner runner) : IMetricSource
{
    private static readonly DeliveryOutcome[] Outcomes = Enum.GetValues<DeliveryOutcome>();

    public void Write(MetricsText to)
    {
        var counts = messages.Counts();
        to.Gauge("tandem_messages", "Messages of the workspace by where they stand; queued are those under way, too.");
        foreach (var (status, count) in new[] { ("queued", counts.Queued), ("sent", counts.Sent), ("failed", counts.Failed), ("withheld", counts.Withheld), ("bounced", counts.Bounced), ("uncertain", counts.Uncertain) })
            to.Value(count, ("status", status));
        to.Counter("tandem_deliveries_total", "Messages that got their outcome, by outcome.");
        foreach (var outcome in Outcomes) to.Value(runner.Ends(outcome), ("outcome", outcome.ToString().ToLowerInvariant()));
    }
}
