using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Aggregates;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Aggregates;

public sealed class BoundTests
{
    private static readonly Duration Window = Duration.FromHours(1);

    /// <summary>The grid's width, worked out another way than the code does.</summary>
    private static readonly Duration Width = new((long)BitOperations.RoundUpToPowerOf2((ulong)(Window.Micros / 128) + 1) / 2);

    private static readonly Gen<Random> Chances = Gen.Choose(0, int.MaxValue).Select(seed => new Random(seed));

    [Fact]
    public void A_bucket_is_less_than_a_hundredth_of_the_window() => Assert.InRange(Width.Micros, 1, Window.Micros / 100);

    [Theory]
    [InlineData("count()")]
    [InlineData("sum(e, e.properties.total)")]
    [InlineData("avg(e, e.properties.total)")]
    [InlineData("min(e, e.properties.total)")]
    [InlineData("max(e, e.properties.total)")]
    [InlineData("first().timestamp")]
    public void Of_more_events_than_are_exact_some_may_be_left_out_that_lie_within_the_first_bucket_of_the_window(string question) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(Chances.ToArbitrary(), chance =>
        {
            var aggregate = SomeAggregates.Of($"events(\"A\").within(\"1h\").{question}");
            Track[] tracks = [Track.Of(aggregate), Track.Of(aggregate)];
            var history = new List<Value>();
            var now = Happening.Start;
            for (var i = 0; i < 2_500; i++)
            {
                now += Duration.FromSeconds(chance.Next(6));
                var one = new Happening("A", now - Duration.FromSeconds(chance.Next(10) == 0 ? chance.Next(4_000) : chance.Next(30)), i, $$"""{"total":{{chance.Next(1, 1_000)}}}""");
                history.Add(one.Event);
                tracks[i > 1_700 ? 0 : chance.Next(2)].Add(one.At, new(i), aggregate.Of(one.Event), now);
                if (i != 1_700 && i % 500 != 499) continue;
                if (i == 1_700) Join(tracks);
                var kept = Stored(aggregate, tracks[0]);
                if (i > 1_700)
                {
                    MustLeaveOutOnlySomeOfTheOldest(aggregate, kept, history, now);
                    // Without an event that would drop what is out of the window.
                    MustLeaveOutOnlySomeOfTheOldest(aggregate, kept, history, now + Duration.FromSeconds(chance.Next(1_200)));
                }
                tracks[0] = kept;
            }
        }));

    [Fact]
    public void What_comes_late_counts_although_its_bucket_has_left_the_window()
    {
        var aggregate = SomeAggregates.Of("events(\"A\").within(\"1h\").sum(e, e.properties.total)");
        var track = Track.Of(aggregate);
        var begin = new Instant(Happening.Start.Micros / Width.Micros * Width.Micros);
        Add(begin + Duration.FromSeconds(1), 1, Happening.Start);
        Add(begin + Duration.FromSeconds(10), 10, Happening.Start);
        for (var i = 0; i < Track.Exact; i++) Add(begin + Duration.FromMinutes(1), 100, Happening.Start);
        // The oldest of the bucket has left the window, and with it the other one.
        var now = begin + Window + Duration.FromSeconds(2);
        Add(begin + Duration.FromSeconds(5), 5, now);
        Assert.Equal(Value.Of(100.0 * Track.Exact + 5), Stored(aggregate, track).Read(now));

        void Add(Instant at, double total, Instant when) => track.Add(at, new(1), Value.Of(total), when);
    }

    [Fact]
    public void Different_values_beyond_those_that_are_kept_are_estimated() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5), Prop.ForAll(Chances.ToArbitrary(), chance =>
        {
            var aggregate = SomeAggregates.Of("events(\"A\").distinct(e, e.properties.sku)");
            Track[] tracks = [Track.Of(aggregate), Track.Of(aggregate)];
            var offset = chance.Next();
            for (var i = 0; i < 20_000; i++)
            {
                // Each value more than once, in one customer or both.
                tracks[chance.Next(2)].Add(Happening.Start, new(i), Value.Of((double)offset + i), Happening.Start);
                tracks[chance.Next(2)].Add(Happening.Start, new(i), Value.Of((double)offset + chance.Next(i + 1)), Happening.Start);
                if (i == 9_999) Join(tracks);
            }
            Join(tracks);
            // Four standard errors: one of 16,000 such estimates is further away.
            Assert.InRange(Stored(aggregate, tracks[0]).Read(Happening.Start).AsInt, 20_000 * (1 - 4 * 0.045), 20_000 * (1 + 4 * 0.045));
        }));

    [Fact]
    public void Different_values_are_counted_exactly_again_when_the_many_have_left_the_window()
    {
        var aggregate = SomeAggregates.Of("events(\"A\").within(\"1h\").distinct(e, e.properties.sku)");
        var track = Track.Of(aggregate);
        for (var i = 0; i < 5_000; i++) track.Add(Happening.Start, new(i), Value.Of((double)i), Happening.Start);
        Assert.InRange(track.Read(Happening.Start).AsInt, 4_100, 5_900);
        var now = Happening.Start + Duration.FromMinutes(30);
        for (var i = 0; i < 700; i++) track.Add(now, new(10_000 + i), Value.Of($"later {i}"), now);
        Assert.InRange(track.Read(now).AsInt, 4_600, 6_800);
        Assert.Equal(Happening.Start + Window, track.NextChange(now));
        now += Duration.FromMinutes(30);
        // Of the 700 those were left out whose hashes are large.
        Assert.InRange(Stored(aggregate, track).Read(now).AsInt, 500, 900);
        now += Duration.FromMinutes(31);
        for (var i = 0; i < 900; i++) track.Add(now, new(20_000 + i), Value.Of($"last {i}"), now);
        Assert.Equal(Value.Of(900), Stored(aggregate, track).Read(now));
    }

    [Theory]
    [InlineData("followed_by")]
    [InlineData("not_followed_by")]
    public void Of_many_events_that_others_follow_the_newest_count_and_those_that_are_not_known_do_not(string word) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(Chances.ToArbitrary(), chance =>
        {
            var aggregate = SomeAggregates.Of($"events(\"A\").{word}(events(\"B\"), \"20s\").count()");
            Track[] tracks = [Track.Of(aggregate), Track.Of(aggregate)];
            var now = Happening.Start;
            var (own, followings) = (new List<Instant>(), new List<Instant>());
            var manyFollow = chance.Next(2) == 0;
            for (var i = 0; i < 2_000; i++)
            {
                now += Duration.FromSeconds(chance.Next(1, 12));
                var time = now - Duration.FromSeconds(chance.Next(60));
                if (chance.Next(4) == 0 == manyFollow)
                {
                    own.Add(time);
                    tracks[chance.Next(2)].Add(time, new(i), Value.Null, now);
                }
                else
                {
                    followings.Add(time);
                    tracks[chance.Next(2)].AddFollowing(0, time, now);
                }
            }
            Join(tracks);
            var kept = followings.Distinct().OrderDescending().Take(Track.Exact).ToList();
            var forgotten = followings.Where(time => time < kept[^1]).Select(time => (Instant?)time).Max();
            var expected = own.OrderDescending().Take(Track.Exact).Count(time =>
            {
                var came = kept.Any(later => later > time && later <= time + Duration.FromSeconds(20));
                return word == "followed_by" ? came : !came && time + Duration.FromSeconds(20) <= now && !(time < forgotten);
            });
            Assert.Equal(Value.Of(expected), Stored(aggregate, tracks[0]).Read(now));
        }));

    private static void Join(Track[] tracks)
    {
        tracks[0].Merge(tracks[1]);
        tracks[1] = Track.Of(tracks[0].Aggregate);
    }

    private static Track Stored(Aggregate aggregate, Track track)
    {
        var to = new ByteWriter();
        track.Write(to);
        var from = new ByteReader(to.Span);
        return Track.Read(aggregate, ref from);
    }

    private static void MustLeaveOutOnlySomeOfTheOldest(Aggregate aggregate, Track track, List<Value> history, Instant now)
    {
        var inWindow = history.Where(one => TimeOf(one) > now - Window).ToList();
        Assert.True(inWindow.Count > Track.Exact);
        var found = track.Read(now);
        // The answers of all windows that begin as late as that: one for each event that they may leave out.
        var starts = inWindow.Select(TimeOf).Where(time => time <= now - Window + Width).Append(now - Window);
        if (starts.Select(start => aggregate.Over([.. inWindow.Where(one => TimeOf(one) > start)], now)).Contains(found)) return;
        // What came late counts although others beside it are left out already.
        var oldest = inWindow.Where(one => TimeOf(one) <= now - Window + Width).ToList();
        var rest = inWindow.Where(one => TimeOf(one) > now - Window + Width).ToList();
        Assert.Contains(found, Enumerable.Range(0, 1 << oldest.Count).Select(some => aggregate.Over([.. rest, .. oldest.Where((_, place) => (some >> place & 1) != 0)], now)));
    }

    private static Instant TimeOf(Value one) => one.AsMap[Value.Of("timestamp")].AsTimestamp;
}
