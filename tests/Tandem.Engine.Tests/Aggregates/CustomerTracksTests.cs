using Tandem.Engine.Aggregates;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Aggregates;

public sealed class CustomerTracksTests
{
    private static readonly Aggregate Count = SomeAggregates.Of("events(\"A\").count()");
    private static readonly Aggregate Recent = SomeAggregates.Of("events(\"B\").within(\"1d\").count()");
    private static readonly AggregateIndex Index = AggregateIndex.Of([Count, Recent]);
    private static readonly int[] Generations = [3, 3];
    private static readonly Instant Now = Happening.Start;

    [Fact]
    public void A_customer_without_a_past_has_no_bytes_to_speak_of()
    {
        var none = new CustomerTracks();
        Assert.Equal(2, Stored(none).Length);
        Assert.Null(none.Due);
        Assert.Equal(Value.Of(0), CustomerTracks.Read(Stored(none)).Read(Count, Now));
    }

    [Fact]
    public void When_time_changes_an_answer_is_known_without_reading_the_tracks()
    {
        var tracks = Living();
        Assert.Equal(Now + Duration.FromDays(1), tracks.Due);
        Assert.Equal(tracks.Due, CustomerTracks.Read(Stored(tracks)).Due);
    }

    [Fact]
    public void Tracks_that_are_not_asked_for_are_passed_on_as_they_are()
    {
        var bytes = Stored(Living());
        // The last byte is the end of one of the two tracks.
        bytes[^1] ^= 0x80;
        var intact = Index.All[0];
        var tracks = CustomerTracks.Read(bytes);
        tracks.Add(Index, new Happening(intact.Event, Now, 9).Interaction, new(9), Now, Generations, null);
        Assert.Equal(Value.Of(2), tracks.Read(intact, Now));
        var again = Stored(tracks);
        Assert.Equal(bytes[^1], again[^1]);
        again[^1] ^= 0x80;
        Assert.Equal(Value.Of(1), CustomerTracks.Read(again).Read(Index.All[1], Now));
    }

    [Fact]
    public void Time_that_passes_is_told_once()
    {
        var tracks = Living();
        var passed = new AggregateMask(Index.Count);
        tracks.Advance(Index, Now + Duration.FromHours(23), passed);
        Assert.True(passed.IsEmpty);
        var end = Now + Duration.FromDays(1);
        tracks.Advance(Index, end, passed);
        Assert.Equal([Index.IndexOf(Recent.Hash)], passed.Members());
        Assert.Equal(Value.Of(0), tracks.Read(Recent, end));
        Assert.Null(tracks.Due);
        // What time left nothing of is not kept.
        Assert.Equal(1, tracks.Count);
    }

    [Fact]
    public void What_a_ruleset_does_not_keep_is_dropped()
    {
        var tracks = Living();
        tracks.Keep(AggregateIndex.Of([Recent]), [3]);
        Assert.Equal(1, tracks.Count);
        Assert.Equal(Value.Of(1), tracks.Read(Recent, Now));
        tracks.Keep(AggregateIndex.Of([Recent]), [4]);
        Assert.Equal(0, tracks.Count);
        Assert.Null(tracks.Due);
    }

    [Fact]
    public void A_track_of_another_generation_begins_anew()
    {
        var tracks = Living();
        tracks.Add(Index, new Happening("A", Now, 9).Interaction, new(9), Now, [5, 5], null);
        Assert.Equal(Value.Of(1), tracks.Read(Count, Now));
    }

    [Theory]
    [InlineData(2, 3, 10)]
    [InlineData(3, 3, 11)]
    [InlineData(4, 3, 1)]
    public void Of_two_customers_tracks_of_one_generation_are_joined_and_of_two_the_newer_stays(int ours, int theirs, int count)
    {
        var (our, their) = (new CustomerTracks(), new CustomerTracks());
        our.Add(Index, new Happening("A", Now, 1).Interaction, new(1), Now, [ours, ours], null);
        for (var i = 2; i < 12; i++) their.Add(Index, new Happening("A", Now, i).Interaction, new(i), Now, [theirs, theirs], null);
        our.Merge(CustomerTracks.Read(Stored(their)), Index, Now);
        Assert.Equal(Value.Of(count), our.Read(Count, Now));
    }

    [Fact]
    public void Only_aggregates_whose_track_changed_are_told()
    {
        var late = SomeAggregates.Of("events(\"A\").last().timestamp");
        var index = AggregateIndex.Of([Count, late, SomeAggregates.Of("events(\"A\").within(\"1m\").count()"), SomeAggregates.Of("events(\"A\").sum(e, e.properties.total)"), Recent]);
        var tracks = new CustomerTracks();
        var taken = new AggregateMask(index.Count);
        tracks.Add(index, new Happening("A", Now, 1).Interaction, new(1), Now, new int[5], taken);
        Assert.Equal(3, taken.Members().Count());
        taken.Clear();
        tracks.Add(index, new Happening("A", Now - Duration.FromDays(1), 2).Interaction, new(2), Now, new int[5], taken);
        Assert.Equal([index.IndexOf(Count.Hash)], taken.Members());
    }

    [Fact]
    public void What_is_added_costs_no_look_at_the_other_tracks()
    {
        var tracks = CustomerTracks.Read(Stored(Living()));
        tracks.Add(Index, new Happening("A", Now, 3).Interaction, new(3), Now, Generations, null);
        var whole = Living();
        whole.Add(Index, new Happening("A", Now, 3).Interaction, new(3), Now, Generations, null);
        Assert.Equal(Stored(whole), Stored(tracks));
        Assert.Equal(Stored(whole), Stored(CustomerTracks.Read(Stored(tracks))));
    }

    [Fact]
    public void A_track_of_another_generation_gives_way_also_where_nothing_is_added()
    {
        var index = AggregateIndex.Of([SomeAggregates.Of("events(\"A\").within(\"1h\").count()"), Recent]);
        var tracks = new CustomerTracks();
        tracks.Add(index, new Happening("A", Now, 1).Interaction, new(1), Now, [3, 3], null);
        tracks.Add(index, new Happening("B", Now, 2).Interaction, new(2), Now, [3, 3], null);
        var again = CustomerTracks.Read(Stored(tracks));
        again.Add(index, new Happening("A", Now - Duration.FromHours(2), 3).Interaction, new(3), Now, [4, 4], null);
        Assert.Equal(1, again.Count);
        Assert.Equal(Now + Duration.FromDays(1), again.Due);
        Assert.Equal(1, CustomerTracks.Read(Stored(again)).Count);
        again.Add(index, new Happening("A", Now, 4).Interaction, new(4), Now, [4, 4], null);
        Assert.Equal(2, CustomerTracks.Read(Stored(again)).Count);
    }

    [Fact]
    public void Bytes_that_are_cut_short_or_of_a_newer_format_are_refused()
    {
        var bytes = Stored(Living());
        for (var length = 0; length < bytes.Length; length++) Assert.Throws<InvalidDataException>(() => CustomerTracks.Read(bytes.AsMemory(0, length)));
        bytes[0]++;
        Assert.Contains("format 3", Assert.Throws<InvalidDataException>(() => CustomerTracks.Read(bytes)).Message, StringComparison.Ordinal);
    }

    private static CustomerTracks Living()
    {
        var tracks = new CustomerTracks();
        tracks.Add(Index, new Happening("A", Now, 1).Interaction, new(1), Now, Generations, null);
        tracks.Add(Index, new Happening("B", Now, 2).Interaction, new(2), Now, Generations, null);
        return tracks;
    }

    private static byte[] Stored(CustomerTracks tracks)
    {
        var to = new ByteWriter();
        tracks.Write(to);
        return to.ToArray();
    }
}
