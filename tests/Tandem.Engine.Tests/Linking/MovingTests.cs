using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Linking;

public sealed class MovingTests
{
    [Fact]
    public void What_came_while_a_refused_offer_was_on_its_way_is_folded_in_order()
    {
        using var world = new World { BatchSize = 1 };
        world.Identify("email:a@example.com anonymousId:1 anonymousId:2 anonymousId:3");
        world.Settle();
        world.Identify("card:9 anonymousId:4 anonymousId:5 anonymousId:6");
        world.Settle();
        world.Identify("email:a@example.com card:9");
        OneStepAtATimeUntil(world, () => !world.Find("card:9")!.MovingTo.IsNobody);
        for (var i = 0; i < 3; i++) world.Track("card:9", $"Visit {i}");
        OneStepAtATimeUntil(world, () => world.Find("card:9")!.Parked.Count == 3);
        world.Settle();

        var card = world.Find("card:9")!;
        Assert.Empty(card.Parked);
        Assert.True(card.MovingTo.IsNobody);
        Assert.Equal(["Visit 0", "Visit 1", "Visit 2"], card.Events.Select(tally => tally.Name));
        var positions = card.Timeline.Items().Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position.Value).ToList();
        Assert.Equal(positions.Order(), positions);
        Assert.Equal("card:9", Assert.Single(card.Conflicts).Identity.ToString());
    }

    [Fact]
    public void What_came_while_a_taken_offer_was_on_its_way_follows_and_keeps_its_position()
    {
        using var world = new World { BatchSize = 1 };
        world.Track("anonymousId:a", "Visit");
        world.Settle();
        world.Identify("userId:ann anonymousId:a");
        OneStepAtATimeUntil(world, () => !world.Find("anonymousId:a")!.MovingTo.IsNobody);
        world.Track("anonymousId:a", "Parked");
        var position = world.Store.Last;
        world.Settle();

        var ann = world.Find("userId:ann")!;
        Assert.Contains(ann.Events, counter => counter.Name == "Parked");
        Assert.Contains(ann.Timeline.Items(), item => item.Kind == TimelineKind.Interaction && item.Position == position);
        world.Checkpoint();
        var dispositions = new List<Disposition>();
        foreach (var chunk in world.Store.LoadDispositions(position, position)) chunk.Read(dispositions);
        Assert.Contains(dispositions, one => one is { Kind: DispositionKind.Applied } && one.Entry == position && one.Customer == ann.Id);
    }

    [Fact]
    public void Of_two_arms_that_of_the_stronger_anchor_holds()
    {
        using var world = new World();
        world.Publish(rules => rules with { Campaigns = [new("test", 1, "everybody", [new("a", "email", "t", 1), new("b", null, null, 1)], [])] });
        world.Track("anonymousId:device", CampaignFold.ExternalAssignment, """{"experiment_name":"test","variation_name":"a"}""");
        world.Track("userId:ann", CampaignFold.ExternalAssignment, """{"experiment_name":"test","variation_name":"b"}""");
        world.Settle();
        world.Identify("userId:ann anonymousId:device");
        world.Settle();

        Assert.Equal("b", Assert.Single(world.Find("anonymousId:device")!.Assignments).Arm);
        Assert.Equal(0, world.Count(CountNames.Arm("test", "a", "assigned")));
        Assert.Equal(1, world.Count(CountNames.Arm("test", "b", "assigned")));
    }

    [Fact]
    public void A_message_between_shards_that_comes_again_changes_nothing()
    {
        using var world = new World();
        world.Group("anonymousId:a", "acme", """{"plan":"pro"}""");
        world.Identify("userId:ann anonymousId:a email:ann@example.com");
        world.Track("anonymousId:a", "Visit");
        world.Settle();
        world.Checkpoint();
        var before = Stored(world);
        var messages = world.Store.Read(default).Where(entry => entry.Kind == EntryKind.Message).ToList();
        Assert.NotEmpty(messages);

        foreach (var message in messages) world.Put(new(message.Shard, message.Kind, message.Payload));
        world.Settle();
        world.Checkpoint();

        Assert.Equal(before, Stored(world));
    }

    [Fact]
    public void A_tick_looks_at_a_thousand_customers_at_most_in_the_order_in_which_they_are_due()
    {
        using var world = new World(shards: 1) { BatchSize = 256 };
        world.Publish(rules => rules with { Segments = [new("active", """events("Visit").within("1d").any()""")] });
        for (var i = 1; i <= 1200; i++) world.Track($"userId:u{i}", "Visit", at: world.Clock.Now - Duration.FromMinutes(i % 7));
        world.Settle();
        world.Clock.Now += Duration.FromDays(2);
        world.Put(new(new(0), EntryKind.Tick, new byte[] { 1 }));
        world.Settle();

        Assert.Equal(200, world.Count(CountNames.Segment("active")));
        var left = Enumerable.Range(1, 1200).Select(i => world.Find($"userId:u{i}")!).Where(customer => customer.IsIn("active")).ToList();
        // The last to be due are those whose visit was the latest.
        Assert.All(left, customer => Assert.True(customer.LastSeen >= Calls.Time("2026-01-01T00:00:00Z") - Duration.FromMinutes(1)));
        world.Put(new(new(0), EntryKind.Tick, new byte[] { 1 }));
        world.Settle();
        Assert.Equal(0, world.Count(CountNames.Segment("active")));
    }

    private static void OneStepAtATimeUntil(World world, Func<bool> reached)
    {
        for (var i = 0; i < 1000 && !reached(); i++)
            foreach (var runner in world.Runners)
                if (!reached()) runner.Step(1);
        Assert.True(reached());
    }

    private static List<(EntityId, string, string)> Stored(World world) =>
        [.. world.States().Select(row => (row.Id, Convert.ToHexString(row.Profile.Span), Convert.ToHexString(row.Work.Span)))];
}
