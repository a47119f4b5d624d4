using System.Globalization;
using System.Text;

namespace Tandem.Server.Operations.Metrics;

/// <summary>
/// Writes metrics as Prometheus reads them: the text format, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/). All samples of a name stand together, after its help
/// and its type. Not thread-safe.
/// </summary>
public sealed class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new(32 << 10);
    private readonly HashSet<string> names = [];
    private string name = "";

    /// <summary>Something that only grows while the process lives.</summary>
    /// <param name="name">Ends in <c>_total</c>.</param>
    public MetricsText Counter(string name, string help) => Family(name, "counter", help);

    /// <summary>Something as it is now.</summary>
    public MetricsText Gauge(string name, string help) => Family(name, "gauge", help);

    /// <summary>A histogram without labels.</summary>
    public void Histogram(string name, string help, Histogram histogram)
    {
        Family(name, "histogram", help);
        var (counts, sum) = histogram.Read();
        var all = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            all += counts[i];
            text.Append(name).Append("_bucket{le=\"").Append(i < histogram.Bounds.Count ? Number(histogram.Bounds[i]) : "+Inf").Append("\"} ").Append(all).Append('\n');
        }
        text.Append(name).Append("_sum ").Append(Number(sum)).Append('\n');
        text.Append(name).Append("_count ").Append(all).Append('\n');
    }

    /// <summary>A sample of what was begun last.</summary>
    public MetricsText Value(double value, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        text.Append(name);
        for (var i = 0; i < labels.Length; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(labels[i].Label).Append("=\"");
            Escaped(labels[i].Value, quotes: true);
            text.Append('"');
        }
        if (labels.Length > 0) text.Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    public override string ToString() => text.ToString();

    private MetricsText Family(string family, string type, string help)
    {
        if (!names.Add(family)) throw new InvalidOperationException($"The metric {family} is written twice.");
        name = family;
        text.Append("# HELP ").Append(family).Append(' ');
        Escaped(help, quotes: false);
        text.Append("\n# TYPE ").Append(family).Append(' ').Append(type).Append('\n');
        return this;
    }

    private void Escaped(string value, bool quotes)
    {
        foreach (var character in value)
        {
            switch (character)
            {
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '"' when quotes: text.Append("\\\""); break;
                default: text.Append(character); break;
            }
        }
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
