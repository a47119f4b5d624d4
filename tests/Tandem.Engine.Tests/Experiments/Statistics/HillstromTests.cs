using System.Globalization;
using System.IO.Compression;
using Tandem.Engine.Experiments.Statistics;

namespace Tandem.Engine.Tests.Experiments.Statistics;

/// <summary>The outcome of a real e-mail test of 64,000 customers. Expected values: Python's statistics module on the same file.</summary>
public sealed class HillstromTests
{
    [Fact]
    public void Both_mails_bring_visits_and_the_mens_mail_brings_more()
    {
        var (mens, womens, control) = (Visits("Mens E-Mail"), Visits("Womens E-Mail"), Visits("No E-Mail"));

        Assert.Equal(new(3894, 21307), mens);
        Assert.Equal([18.28, 15.14, 10.62], new[] { mens, womens, control }.Select(visits => Math.Round(100 * visits.Rate, 2)));
        var lift = Proportions.Difference(mens, control)!.Value;
        Assert.Equal(0.07658956, lift.Value, 8);
        // With so many customers Newcombe's interval and the simple one of Wald agree to four digits.
        Assert.Equal(0.07658956 - 0.00663618, lift.Low, 4);
        Assert.Equal(0.07658956 + 0.00663618, lift.High, 4);
        Assert.Equal(0.72140462, Proportions.RelativeLift(mens, control)!.Value.Value, 8);
        Assert.InRange(Proportions.PValue(mens, control)!.Value, 0, 1e-100);
        Assert.InRange(Proportions.PValue(womens, control)!.Value, 0, 1e-40);
    }

    [Fact]
    public void Both_mails_bring_money()
    {
        var (mens, womens, control) = (Spending("Mens E-Mail"), Spending("Womens E-Mail"), Spending("No E-Mail"));

        Assert.Equal(1.42261651, mens.Mean, 8);
        Assert.Equal(17.75420510, Math.Sqrt(mens.Variance), 8);
        var lift = Means.Difference(mens, control)!.Value;
        Assert.Equal(0.76982716, lift.Value, 8);
        Assert.Equal(0.48514390, lift.Low, 4);
        Assert.Equal(1.05451041, lift.High, 4);
        Assert.Equal(0.00112846, Means.PValue(womens, control)!.Value, 5);
        Assert.InRange(Means.PValue(mens, control)!.Value, 1.1e-7, 1.2e-7);
    }

    private static Proportion Visits(string segment)
    {
        var visits = Rows(segment).Select(row => row[^3]).ToList();
        return new(visits.Count(visit => visit == "1"), visits.Count);
    }

    private static ValueSample Spending(string segment)
    {
        var spent = Rows(segment).Select(row => decimal.Parse(row[^1], CultureInfo.InvariantCulture)).ToList();
        return new(spent.Count, spent.Sum(), spent.Sum(amount => amount * amount));
    }

    private static IEnumerable<string[]> Rows(string segment)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Data()), CompressionMode.Decompress));
        for (var header = lines.ReadLine(); lines.ReadLine() is { } line;)
            // One of the first columns has commas of its own, so that columns are counted from the end.
            if (line.Split(',') is var row && row[^4] == segment) yield return row;
    }

    private static string Data()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("These tests run inside of the repository."), "samples", "hillstrom", "hillstrom.csv.gz");
    }
}
