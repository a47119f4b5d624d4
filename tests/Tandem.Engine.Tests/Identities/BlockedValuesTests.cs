using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Identities;

public sealed class BlockedValuesTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("Undefined")]
    [InlineData("anonymous")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("-----")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("[object Object]")]
    public void What_is_sent_where_an_id_is_missing_identifies_nobody(string value) => Assert.True(BlockedValues.Contains(value));

    [Theory]
    [InlineData("1")]
    [InlineData("-10")]
    [InlineData("000-1")]
    [InlineData("nullman")]
    [InlineData("00000000-0000-0000-0000-00000000000a")]
    [InlineData("☃")]
    public void An_id_that_only_looks_odd_is_one(string value) => Assert.False(BlockedValues.Contains(value));

    [Fact]
    public void A_blocked_value_joins_nobody_and_is_told_once()
    {
        using var world = new World();
        for (var i = 0; i < 2; i++)
        {
            world.Identify("userId:ann deviceId:null");
            world.Identify("userId:bob deviceId:null");
            world.Settle();
        }

        Assert.Equal(2, world.Count(CountNames.Customers));
        Assert.Null(world.Find("deviceId:null"));
        var ann = world.Find("userId:ann")!;
        Assert.Equal("deviceId:null", Assert.Single(ann.Conflicts).Identity.ToString());
        Assert.Single(ann.Timeline.Items(), item => item is { Kind: TimelineKind.Identity, Type: "conflict", Subject: "deviceId:null" });
    }

    [Fact]
    public void A_blocked_value_that_an_old_entry_was_routed_by_does_not_decide_who_it_was()
    {
        using var world = new World();
        world.Track("anonymousId:a", "Page Viewed");
        // From before values were blocked: the strongest identity came first, whatever it said.
        world.Track("userId:undefined anonymousId:a", "Page Viewed");
        world.Track("userId:undefined anonymousId:b", "Page Viewed");
        world.Settle();

        Assert.Null(world.Find("userId:undefined"));
        Assert.Equal(2, world.Find("anonymousId:a")!.Events.Single(counter => counter.Name == "Page Viewed").Total);
        Assert.Equal(1, world.Find("anonymousId:b")!.Events.Single(counter => counter.Name == "Page Viewed").Total);
        Assert.Equal(2, world.Count(CountNames.Customers));
    }

    [Fact]
    public void An_old_entry_of_nobody_at_all_is_counted_and_builds_no_customer()
    {
        using var world = new World();
        world.Track("userId:null anonymousId:-1", "Page Viewed");
        world.Settle();

        Assert.Equal(1, world.Count(CountNames.Unidentified));
        Assert.Equal(0, world.Count(CountNames.Customers));
        Assert.Equal(0, world.Count(CountNames.Interactions));
    }

    [Fact]
    public void A_value_that_the_workspace_blocks_stops_deciding_from_then_on()
    {
        using var world = new World();
        world.Identify("email:test@test.com anonymousId:a");
        world.Settle();
        world.Publish(source => source with { Identities = [new("email", null, ["TEST@test.com"])] });
        world.Identify("email:test@test.com anonymousId:b");
        world.Identify("email:test@test.com");
        world.Settle();

        // Who was known by it before stays as they are; nobody is joined by it any more.
        Assert.Equal(1, world.Find("email:test@test.com")!.Interactions);
        var other = world.Find("anonymousId:b")!;
        Assert.NotEqual(world.Find("anonymousId:a")!.Id, other.Id);
        Assert.Equal("email:test@test.com", Assert.Single(other.Conflicts).Identity.ToString());
        Assert.Equal(1, world.Count(CountNames.Unidentified));
    }

    [Fact]
    public void Folding_entries_with_blocked_values_again_gives_the_same_states()
    {
        using var world = new World();
        world.Track("userId:undefined anonymousId:a", "Page Viewed");
        world.Publish(source => source with { Identities = [new("anonymousId", null, ["kiosk"])] });
        world.Track("anonymousId:kiosk", "Page Viewed");
        world.Identify("userId:ann anonymousId:kiosk");
        world.Identify("loyaltyCard:7 anonymousId:a");
        world.Settle();
        world.Checkpoint();

        using var replay = world.Replay(batchSize: 1);
        Assert.Equal(
            world.States().Select(row => (row.Id, Convert.ToHexString(row.Profile.Span), Convert.ToHexString(row.Work.Span))),
            replay.States().Select(row => (row.Id, Convert.ToHexString(row.Profile.Span), Convert.ToHexString(row.Work.Span))));
    }
}
