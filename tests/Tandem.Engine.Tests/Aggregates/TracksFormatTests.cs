using System.Runtime.CompilerServices;
using Tandem.Engine.Aggregates;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Aggregates;

/// <summary>The stored form as it was released: recorded once, read for ever.</summary>
public sealed class TracksFormatTests
{
    private static readonly Aggregate[] Kept =
    [
        .. new[]
        {
            "events(\"A\").count()", "events(\"A\").first().properties", "events(\"A\").within(\"2h\").last()", "events(\"A\").last().properties.nothing", "events(\"A\").sum(e, e.properties.total)",
            "events(\"A\").avg(e, e.properties.total)", "events(\"A\").min(e, e.properties.total)", "events(\"A\").max(e, e.properties.total)", "events(\"A\").distinct(e, e.properties.sku)",
            "events(\"A\").within(\"1h\").distinct(e, e.properties.sku)", "events(\"A\").within(\"1h\").count()", "events(\"B\").within(\"10m\").avg(e, e.properties.total)",
            "events(\"B\").within(\"10m\").first().properties.total", "events(\"A\").followed_by(events(\"C\"), \"1h\").max(e, e.properties.total)",
            "events(\"A\").not_followed_by(events(\"C\"), \"1s\").within(\"3h\").distinct(e, e.properties.sku)", "events(\"A\").followed_by(events(\"C\"), \"5m\").first().properties.sku",
        }.Select(SomeAggregates.Of),
    ];

    private static readonly AggregateIndex Index = AggregateIndex.Of(Kept);

    [Theory]
    [InlineData(1)]
    [InlineData(CustomerTracks.Format)]
    public void A_recorded_sample_is_read_and_written_as_it_is_today(int format)
    {
        var bytes = Convert.FromHexString(File.ReadAllText(Sample(format)).ReplaceLineEndings(""));
        var tracks = CustomerTracks.Read(bytes);
        var living = Life();
        // As text, so that the order of a map's entries is seen, too.
        Assert.All(Kept, aggregate => Assert.Equal(living.Read(aggregate, Now).ToString(), tracks.Read(aggregate, Now).ToString()));
        Assert.Equal(living.Due, tracks.Due);
        Assert.Equal(Stored(living), Stored(tracks));
        Assert.Equal(Stored(living), Stored(CustomerTracks.Read(bytes)));
        if (format == CustomerTracks.Format) Assert.Equal(bytes, Stored(living));
    }

    private static Instant Now => Happening.Start + Duration.FromMinutes(10);

    /// <summary>A few events of two names, and so many of the second that the oldest are in buckets.</summary>
    private static CustomerTracks Life()
    {
        var tracks = new CustomerTracks();
        var generations = Enumerable.Range(1, Index.Count).ToArray();
        var position = 0L;
        foreach (var properties in new[] { """{"total":19.99,"sku":"a","more":{"n":[1,true,null,"x",0.5]}}""", """{"total":-1e25,"sku":7}""", """{"total":"3","sku":"b"}""", "{}" })
        {
            var one = new Happening("A", Happening.Start + Duration.FromMinutes(position), 100 - position, properties);
            tracks.Add(Index, one.Interaction, new(one.Position), Happening.Start, generations, null);
            position++;
        }
        var follower = new Happening("C", Happening.Start + Duration.FromMinutes(1.5), 500);
        tracks.Add(Index, follower.Interaction, new(follower.Position), Happening.Start, generations, null);
        for (var i = 0; i < 540; i++)
        {
            var one = new Happening("B", Happening.Start + Duration.FromSeconds(i), 1_000 + i, $$"""{"total":{{i % 100}}.25}""");
            tracks.Add(Index, one.Interaction, new(one.Position), Happening.Start + Duration.FromSeconds(i), generations, null);
        }
        return tracks;
    }

    private static byte[] Stored(CustomerTracks tracks)
    {
        var to = new ByteWriter();
        tracks.Write(to);
        return to.ToArray();
    }

    private static string Sample(int format, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", $"tracks.{format}.hex");
}
