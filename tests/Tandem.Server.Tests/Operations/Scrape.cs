using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

/// <summary>What <c>/metrics</c> said, read line by line as the format's grammar wants it: a line that does not fit fails.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, double> samples = [];

    private Scrape(string text)
    {
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                if (comment.Groups["kind"].Value == "TYPE") Types.Add(type = comment.Groups["name"].Value, comment.Groups["rest"].Value);
                continue;
            }
            var sample = Sample().Match(line);
            Assert.True(sample.Success, $"This is no sample: {line}");
            Assert.True(sample.Groups["name"].Value == type || (Types[type] == "histogram" && sample.Groups["name"].Value.StartsWith(type + '_', StringComparison.Ordinal)), $"{line} stands after {type}.");
            samples.Add(sample.Groups["name"].Value + sample.Groups["labels"].Value, sample.Groups["value"].Value == "+Inf" ? double.PositiveInfinity : double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture));
        }
        Assert.EndsWith("\n", text);
    }

    /// <summary>The types of all metrics by their names.</summary>
    public Dictionary<string, string> Types { get; } = [];

    public double this[string sample] => samples.TryGetValue(sample, out var value) ? value : throw new KeyNotFoundException($"There is no {sample} among\n{string.Join('\n', samples.Keys)}");

    /// <summary>All samples of a metric added up.</summary>
    public double Sum(string name) => samples.Where(sample => sample.Key == name || sample.Key.StartsWith(name + '{', StringComparison.Ordinal)).Sum(sample => sample.Value);

    public static async Task<Scrape> Of(ServerProcess server, string token = ServerProcess.Token)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync("/metrics");
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return new(await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("""^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<rest>.+)$""")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{[a-z_]+="(?:[^"\\\n]|\\\\|\\n|\\")*"(?:,[a-z_]+="(?:[^"\\\n]|\\\\|\\n|\\")*")*\})? (?<value>[-+]?[0-9.]+(?:E[-+]?[0-9]+)?|[-+]Inf|NaN)$""")]
    private static partial Regex Sample();
}
