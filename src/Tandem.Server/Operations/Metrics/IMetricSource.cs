namespace Tandem.Server.Operations.Metrics;

/// <summary>
/// A part of the server that has something to say at <c>/metrics</c>. Asked at each scrape, maybe by several at once;
/// reads what it counts anyway and must not hold up the traffic. What it throws makes the scrape fail.
/// </summary>
public interface IMetricSource
{
    void Write(MetricsText to);
}
