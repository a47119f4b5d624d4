using Tandem.Engine.Customers;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Separation;

/// <summary>When a merge can be undone, what happens meanwhile, and that it is told where it cannot be.</summary>
public sealed class SeparationMomentTests
{
    [Fact]
    public void What_comes_meanwhile_is_folded_afterwards_in_order_by_whose_it_is()
    {
        using var world = Merged.Joined();
        var (separator, ann) = (world.NewSeparator(), world.Find("userId:ann")!);
        separator.Ask(ann.Merged.Single().Id);
        world.Until(separator, () => world.Find("userId:ann")!.IsHeld);
        world.Identify("email:bob@example.com", """{"n":1}""");
        world.Identify("userId:ann", """{"m":1}""");
        world.Identify("anonymousId:tablet", """{"n":2}""");
        world.Settle();
        ann = world.Find("userId:ann")!;
        Assert.Equal(3, ann.Parked.Count);
        Assert.False(ann.Traits.ContainsKey("m"));
        while (separator.Step()) world.Settle();
        world.Settle();

        Assert.True(world.Find("userId:ann")!.Traits.ContainsKey("m"));
        Assert.False(world.Find("userId:ann")!.Traits.ContainsKey("n"));
        Assert.Equal(2, world.Find("email:bob@example.com")!.Traits["n"].Value.AsDouble);
    }

    [Fact]
    public void Of_a_chain_the_last_merge_is_undone_first_and_the_others_after_it()
    {
        using var world = new World();
        world.Track("anonymousId:phone", "Visit");
        world.Track("card:1", "Visit");
        world.Settle();
        var (phone, card) = (world.Find("anonymousId:phone")!.Id, world.Find("card:1")!.Id);
        world.Identify("card:1 anonymousId:phone");
        world.Track("userId:ann", "Visit");
        world.Settle();
        world.Identify("userId:ann card:1");
        world.Settle();
        Assert.Equal([card, phone], world.Find("userId:ann")!.Merged.Select(merged => merged.Id));

        world.Separate(phone);
        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("anonymousId:phone")!.Id);
        world.Separate(card);
        Assert.Equal(world.Find("card:1")!.Id, world.Find("anonymousId:phone")!.Id);
        world.Separate(phone);
        Assert.Equal(3, world.Count(CountNames.Customers));
        Assert.Equal((2, 2, 1), (world.Find("userId:ann")!.Interactions, world.Find("card:1")!.Interactions, world.Find("anonymousId:phone")!.Interactions));
    }

    [Fact]
    public void Undone_twice_is_undone_once()
    {
        using var world = Merged.Joined();
        var absorbed = world.Find("userId:ann")!.Merged.Single().Id;
        world.Separate(absorbed);
        world.Checkpoint();
        var states = world.States().Count;
        world.Separate(absorbed);

        Assert.Equal(2, world.Count(CountNames.Customers));
        Assert.Equal(states, world.States().Count);
        Assert.Single(world.Find("userId:ann")!.Timeline.Items(), item => item is { Kind: TimelineKind.Identity, Type: "separated" });
    }

    [Fact]
    public void A_ruleset_that_comes_between_makes_it_begin_again_under_the_new_rules()
    {
        using var world = Merged.Joined();
        world.Track("userId:ann", "Order");
        world.Track("anonymousId:tablet", "Order");
        world.Settle();
        var separator = world.NewSeparator();
        separator.Ask(world.Find("userId:ann")!.Merged.Single().Id);
        world.Until(separator, () => world.Find("userId:ann")!.IsHeld);
        world.Publish(source => source with { Segments = [new("two", """events("Order").count() >= 2"""), new("one", """events("Order").count() == 1""")] });
        world.Settle();
        while (separator.Step()) world.Settle();
        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("email:bob@example.com")!.Id);
        world.Restate();
        while (separator.Step()) world.Settle();
        world.Settle();

        Assert.Equal(["one"], world.Find("userId:ann")!.Memberships.Select(membership => membership.Segment));
        Assert.Equal(["one"], world.Find("email:bob@example.com")!.Memberships.Select(membership => membership.Segment));
    }

    [Fact]
    public void A_stayer_who_is_on_the_move_is_asked_again_where_it_went()
    {
        using var world = new World();
        world.Track("card:1", "Visit");
        world.Track("anonymousId:phone", "Visit");
        world.Track("userId:ann", "Visit");
        world.Settle();
        var (phone, card) = (world.Find("anonymousId:phone")!.Id, world.Find("card:1")!.Id);
        world.Identify("card:1 anonymousId:phone");
        world.Settle();
        world.Identify("userId:ann card:1");
        for (var steps = 0; world.Find("card:1")!.MovingTo.IsNobody; steps++)
        {
            Assert.InRange(steps, 0, 1000);
            world.Runners[steps % world.Runners.Count].Step(1);
        }
        var separator = world.NewSeparator();
        separator.Ask(phone);
        Assert.False(separator.Step());
        world.Settle();
        // It is inside of a customer who was merged itself: that one first.
        while (separator.Step()) world.Settle();
        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("anonymousId:phone")!.Id);
        var told = Assert.Single(world.Find("userId:ann")!.NotSeparated());
        Assert.Equal(phone.ToString(), told.Subject);
        Assert.Contains("must be undone first", told.Detail, StringComparison.Ordinal);
        world.Separate(card);
        world.Separate(phone);
        Assert.Equal(3, world.Count(CountNames.Customers));
    }

    [Fact]
    public void Where_the_journal_does_not_go_back_far_enough_they_stay_joined()
    {
        using var world = Merged.Joined();
        world.Checkpoint();
        world.Disk.Shorten(new(2));
        world.SeparateBob();

        var ann = world.Find("userId:ann")!;
        Assert.Equal(ann!.Id, world.Find("email:bob@example.com")!.Id);
        Assert.False(ann.IsHeld);
        var told = Assert.Single(ann.NotSeparated());
        Assert.Equal(world.Bob().ToString(), told.Subject);
        Assert.Contains("the journal does not go back", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void After_many_tries_at_bad_moments_it_is_given_up_and_told()
    {
        using var world = Merged.Joined();
        var (separator, bob) = (world.NewSeparator(), world.Bob());
        separator.Ask(bob);
        for (var tries = 0; tries < 20; tries++)
        {
            world.Until(separator, () => world.Find("userId:ann")!.IsHeld);
            Assert.Empty(world.Find("userId:ann")!.NotSeparated());
            // It is folded before what the pasts gave under the rules before it.
            world.Publish(source => source);
            separator.Step();
            world.Settle();
        }
        world.Finish(separator);

        var told = Assert.Single(world.Find("userId:ann")!.NotSeparated());
        Assert.Equal(bob.ToString(), told.Subject);
        Assert.Contains("the rules changed", told.Detail, StringComparison.Ordinal);
        Assert.False(world.Find("userId:ann")!.IsHeld);
        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("email:bob@example.com")!.Id);
        // Asked again, it is tried again.
        world.Separate(bob);
        Assert.NotEqual(world.Find("userId:ann")!.Id, world.Find("email:bob@example.com")!.Id);
    }
}
