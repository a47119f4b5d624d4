using Tandem.Engine.Aggregates;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Aggregates;

public sealed class AggregateIndexTests
{
    private static readonly Aggregate Orders = SomeAggregates.Of("events(\"Order\").count()");
    private static readonly Aggregate Spent = SomeAggregates.Of("events(\"Order\").within(\"30d\").sum(e, e.properties.total)");
    private static readonly Aggregate Largest = SomeAggregates.Of("events(\"Order\").where(e, e.properties.total > 5.0).max(e, e.properties.total)");
    private static readonly Aggregate Abandoned = SomeAggregates.Of("events(\"Cart\").not_followed_by(events(\"Order\"), \"1h\").last().timestamp");

    [Fact]
    public void Equal_aggregates_stand_there_once_in_order_of_their_hashes()
    {
        var index = AggregateIndex.Of([Orders, Spent, SomeAggregates.Of("events('Order').count()"), Abandoned]);
        Assert.Equal(new[] { Orders, Spent, Abandoned }.OrderBy(aggregate => aggregate.Hash), index.All);
        for (var i = 0; i < index.Count; i++) Assert.Equal(i, index.IndexOf(index.All[i].Hash));
        Assert.Equal(-1, index.IndexOf(Largest.Hash));
    }

    [Fact]
    public void An_aggregate_listens_to_its_own_events_and_to_those_that_may_follow()
    {
        Assert.Equal(["Cart", "Order"], AggregateIndex.EventsOf(Abandoned).Order());
        var index = AggregateIndex.Of([Abandoned]);
        Assert.True(index.Concerns("Order"));
        Assert.False(index.Concerns("order"));
        Assert.Equal(["Cart", "Order"], index.Events.Order());
    }

    [Fact]
    public void Each_condition_and_each_operand_is_there_once_for_all_who_share_it()
    {
        var feeds = AggregateIndex.Of([Orders, Spent, Largest, Abandoned]).FeedsOf(Event("Order", "{}"));
        Assert.NotNull(feeds);
        Assert.Equal([null, "e.properties.total > 5.0"], feeds.Selections.Select(selection => selection.Selection.Where).Order());
        Assert.Equal(["e.properties.total"], feeds.Operands.Select(operand => operand.Text));
        Assert.Equal(3, feeds.Selections.Sum(selection => selection.Own.Count));
        Assert.Equal(1, feeds.Selections.Sum(selection => selection.Followings.Count));
    }

    [Fact]
    public void An_event_is_not_read_where_its_time_says_enough()
    {
        var unread = Event("Order", "{}", body: "no JSON");
        var index = AggregateIndex.Of([Orders, SomeAggregates.Of("events(\"Order\").within(\"1d\").last().timestamp"), Abandoned]);
        var tracks = new CustomerTracks();
        tracks.Add(index, unread, new(1), Happening.Start, new int[index.Count], null);
        Assert.All(index.All, aggregate => Assert.Equal(aggregate == Abandoned, tracks.Read(aggregate, Happening.Start).IsError));
        Assert.Equal(3, tracks.Count);
    }

    [Fact]
    public void A_part_that_is_read_when_it_is_asked_for_is_that_of_the_whole_event()
    {
        var one = Event("Order", """{"total":7,"items":[{"sku":"a"}]}""");
        var (whole, map) = (EventForm.ValueOf(one), new EventMap(one, new(one)));
        Assert.Equal(whole, Value.Of((IReadOnlyDictionary<Value, Value>)map));
        Assert.Equal(whole.AsMap, map);
        Assert.Equal(whole.AsMap.Keys, map.Keys);
        Assert.Equal(whole.AsMap.Values, map.Values);
        Assert.All(map.Keys, key => Assert.Equal(whole.AsMap[key], new EventMap(one, new(one))[key]));
        Assert.False(map.ContainsKey(Value.Of("Type")));
        Assert.False(map.ContainsKey(Value.Of(1)));
        Assert.Throws<KeyNotFoundException>(() => map[Value.Of("none")]);
    }

    [Fact]
    public void The_name_of_a_group_is_no_event()
    {
        var index = AggregateIndex.Of([Orders, Spent, Largest]);
        var tracks = new CustomerTracks();
        tracks.Add(index, Event("Order", """{"total":7}""", InteractionType.Group), new(1), Happening.Start, new int[index.Count], null);
        Assert.Equal(0, tracks.Count);
    }

    [Theory]
    [InlineData("e.properties.total", true)]
    [InlineData("e.properties[\"total\"]", true)]
    [InlineData("e.properties[\"the total\"]", false)]
    [InlineData("e.properties.total + 1.0", false)]
    public void A_property_is_found_however_it_is_asked_for(string operand, bool has)
    {
        var sum = SomeAggregates.Of($"events(\"Order\").sum(e, {operand})");
        var index = AggregateIndex.Of([sum]);
        var tracks = new CustomerTracks();
        foreach (var properties in new[] { """{"total":7,"the total":8}""", "{}", "3", """{"total":1,"total":2}""" })
        {
            var one = Event("Order", properties);
            tracks.Add(index, one, new(tracks.Count), Happening.Start, [0], null);
        }
        Assert.Equal(Value.Of(has ? 9.0 : operand.Contains('+', StringComparison.Ordinal) ? 11.0 : 8.0), tracks.Read(sum, Happening.Start));
    }

    private static Interaction Event(string name, string properties, InteractionType type = InteractionType.Track, string? body = null) => new()
    {
        Type = type,
        Source = 1,
        ReceivedAt = Happening.Start,
        Timestamp = Happening.Start,
        MessageId = "m",
        Name = name,
        Identities = [Calls.Identity("userId:u")],
        Body = System.Text.Encoding.UTF8.GetBytes(body ?? $$"""{"properties":{{properties}}}"""),
    };
}
