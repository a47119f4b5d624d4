using System.Globalization;
using Tandem.Engine.Interactions;

namespace Tandem.Server.Operations.Metrics;

/// <summary>What the tracking API took and answered since the process began. Thread-safe; counting takes no lock.</summary>
public sealed class TrackingCounts : IMetricSource
{
    private static readonly InteractionType[] Types = Enum.GetValues<InteractionType>();
    private static readonly int[] Statuses = [200, 400, 401, 413, 429, 503];

    private readonly long[] accepted = new long[(int)InteractionType.Alias + 1];
    private readonly long[] answers = new long[Statuses.Length + 1];
    private long rejected;

    public void Accepted(IReadOnlyList<AcceptedItem> items)
    {
        if (items.Count == 1)
        {
            Interlocked.Increment(ref accepted[(int)items[0].Interaction.Type]);
            return;
        }
        Span<int> counts = stackalloc int[accepted.Length];
        for (var i = 0; i < items.Count; i++) counts[(int)items[i].Interaction.Type]++;
        for (var type = 0; type < counts.Length; type++)
            if (counts[type] > 0) Interlocked.Add(ref accepted[type], counts[type]);
    }

    public void Rejected(int items) => Interlocked.Add(ref rejected, items);

    public void Answered(int status)
    {
        var index = Array.IndexOf(Statuses, status);
        Interlocked.Increment(ref answers[index < 0 ? Statuses.Length : index]);
    }

    /// <summary>Calls that were not taken: 429 and 503.</summary>
    public long Refused => Interlocked.Read(ref answers[Array.IndexOf(Statuses, 429)]) + Interlocked.Read(ref answers[Array.IndexOf(Statuses, 503)]);

    public void Write(MetricsText to)
    {
        to.Counter("tandem_interactions_accepted_total", "Interactions that were answered with 200, by type.");
        foreach (var type in Types) to.Value(Interlocked.Read(ref accepted[(int)type]), ("type", type.ToString().ToLowerInvariant()));
        to.Counter("tandem_interactions_rejected_total", "Items that are no interactions and were refused.").Value(Interlocked.Read(ref rejected));
        to.Counter("tandem_tracking_requests_total", "Calls of the tracking API by status: 429 where too much waits, 503 while the disk is full.");
        for (var i = 0; i < answers.Length; i++)
            to.Value(Interlocked.Read(ref answers[i]), ("status", i < Statuses.Length ? Statuses[i].ToString(CultureInfo.InvariantCulture) : "other"));
    }
}
