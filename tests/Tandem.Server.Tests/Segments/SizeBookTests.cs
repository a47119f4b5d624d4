using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;
using Tandem.Server.Segments;

namespace Tandem.Server.Tests.Segments;

/// <summary>What is kept of the sizes that segments had.</summary>
public sealed class SizeBookTests
{
    private static readonly Instant Begin = Instant.From(new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));

    private readonly MemoryDocuments documents = new();
    private readonly SizeBook book;

    public SizeBookTests() => book = new(documents);

    [Fact]
    public void A_minute_is_noted_once_however_often_it_is_looked_at()
    {
        Assert.Null(book.Since("vip"));
        for (var second = 0; second < 300; second++) Note(Begin + Duration.FromSeconds(second), second);
        var (before, points) = book.Read("vip", SizeResolution.Minute, Begin, Begin + Duration.FromHours(1));
        Assert.Null(before);
        Assert.Equal([0, 30, 90, 150, 210, 270], points.Select(point => point.Count));
        Assert.Equal(Begin, book.Since("vip"));
    }

    [Fact]
    public void A_restart_goes_on_where_it_was_and_the_time_between_is_a_gap()
    {
        Note(Begin, 1);
        Assert.False(new SizeBook(documents).Record(Begin + Duration.FromSeconds(20), () => throw new InvalidOperationException("Nothing is due.")));
        Note(Begin + Duration.FromHours(3), 7, new(documents));
        var (_, points) = book.Read("vip", SizeResolution.Minute, Begin, Begin + Duration.FromHours(4));
        Assert.Equal([(Begin, 1), (Begin + Duration.FromHours(3), 7)], points.Select(point => (point.At, point.Count)));
        // What was entered and left is counted up for ever, so that the gap lacks nothing of it.
        Assert.Equal((14, 7), (points[1].Entered, points[1].Left));
    }

    [Fact]
    public void Minutes_are_kept_for_a_day_hours_for_90_days_and_days_for_ever()
    {
        var (now, days) = (Begin, 200);
        for (var hour = 0; hour < days * 24; hour++, now += Duration.FromHours(1))
        {
            Note(now, hour);
            if (hour % 24 == 0) book.Tidy(["vip"], now);
        }
        var end = now;
        Assert.Equal(days, book.Read("vip", SizeResolution.Day, Begin, end).Points.Count);
        var hours = book.Read("vip", SizeResolution.Hour, end - Duration.FromDays(90), end);
        Assert.Equal(90 * 24, hours.Points.Count);
        Assert.InRange(book.Read("vip", SizeResolution.Hour, Begin, end).Points.Count, 90 * 24, 96 * 24);
        Assert.InRange(book.Read("vip", SizeResolution.Minute, Begin, end).Points.Count, 24, 50);
        Assert.Equal(Begin, book.Since("vip"));
        // The last point before is known for the first difference.
        Assert.Equal(hours.Points[0].Count - 1, hours.Before!.Value.Count);
        Assert.True(documents.List("segment-sizes").Sum(document => document.Bytes.Length) < 40_000);
    }

    private void Note(Instant at, int count, SizeBook? by = null) =>
        (by ?? book).Record(at, () => new Dictionary<string, SizePoint> { ["vip"] = new(default, count, count * 2, count) });
}
