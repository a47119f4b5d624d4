using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.Separation;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Separation;

/// <summary>A merge that was a mistake is undone: two customers again, each with what is its own.</summary>
public sealed class SeparationTests
{
    [Fact]
    public void Each_has_its_own_identities_traits_and_consents_again()
    {
        using var world = Joined();
        world.Identify("email:bob@example.com", """{"city":"Bonn"}""", context: """{"consent":{"categoryPreferences":{"email":false}}}""");
        world.Identify("userId:ann", """{"city":"Aachen"}""", context: """{"consent":{"categoryPreferences":{"email":true}}}""");
        world.Settle();
        Separate(world);

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.Equal(["userId:ann"], ann.Identities.Select(known => known.Identity.ToString()));
        Assert.Equal(["email:bob@example.com", "anonymousId:tablet"], bob.Identities.Select(known => known.Identity.ToString()));
        Assert.Equal(("Aachen", "Bonn"), (ann.Traits["city"].Value.AsString, bob.Traits["city"].Value.AsString));
        Assert.True(ann.ConsentFor("email")!.Value.Granted);
        Assert.False(bob.ConsentFor("email")!.Value.Granted);
        Assert.Equal((3, 3), (ann.Interactions, bob.Interactions));
        Assert.Equal(2, world.Count(CountNames.Customers));
    }

    [Fact]
    public void Both_are_told_and_each_history_has_only_what_is_its_own()
    {
        using var world = Joined();
        Separate(world);

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.Equal(("separated", bob.Id.ToString()), Last(ann));
        Assert.Equal(("separated", ann.Id.ToString()), Last(bob));
        Assert.Equal([1L, 4L], Interactions(ann).Select(position => Number(world, position)));
        Assert.Equal([2L, 3L], Interactions(bob).Select(position => Number(world, position)));
        Assert.Equal([bob.Id], ann.Apart);
        Assert.Equal([ann.Id], bob.Apart);
    }

    [Fact]
    public void A_history_that_had_left_the_state_is_put_right_as_well()
    {
        using var world = Joined();
        for (var i = 0; i < 700; i++) world.Track(i % 2 == 0 ? "userId:ann" : "anonymousId:tablet", "Visit");
        world.Settle();
        Separate(world);
        world.Checkpoint();

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.Equal((352, 352), (Whole(world, ann).Distinct().Count(), Whole(world, bob).Distinct().Count()));
        Assert.Empty(Whole(world, ann).Intersect(Whole(world, bob)));
        Assert.Equal((352, 352), (ann.Interactions, bob.Interactions));
    }

    [Fact]
    public void Segments_over_a_window_count_what_each_did_and_end_in_time()
    {
        using var world = new World();
        world.Publish(source => source with { Segments = [new("buyers", """events("Order").within("10d").count() >= 2""")] });
        Join(world);
        world.Track("userId:ann", "Order");
        world.Track("email:bob@example.com", "Order");
        world.Pass("2d");
        world.Track("anonymousId:tablet", "Order");
        world.Settle();
        Assert.True(world.Find("userId:ann")!.IsIn("buyers"));
        Separate(world);

        Assert.False(world.Find("userId:ann")!.IsIn("buyers"));
        Assert.True(world.Find("email:bob@example.com")!.Memberships.Single().Initial);
        Assert.Equal(1, world.Count(CountNames.Segment("buyers")));
        world.Pass("9d");
        Assert.False(world.Find("email:bob@example.com")!.IsIn("buyers"));
        Assert.Equal(0, world.Count(CountNames.Segment("buyers")));
    }

    [Fact]
    public void A_device_that_shows_both_does_not_join_them_again()
    {
        using var world = Joined();
        Separate(world);
        world.Identify("userId:ann email:bob@example.com", """{"plan":"pro"}""");
        world.Settle();

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.NotEqual(ann.Id, bob.Id);
        Assert.True(ann.Traits.ContainsKey("plan"));
        Assert.All(new[] { ann, bob }, customer => Assert.Contains("undone", Assert.Single(customer.Conflicts).Reason, StringComparison.Ordinal));
        world.Pass("2d");
        world.Identify("userId:ann email:bob@example.com");
        world.Settle();
        Assert.NotEqual(world.Find("userId:ann")!.Id, world.Find("email:bob@example.com")!.Id);
    }

    [Fact]
    public void What_comes_meanwhile_is_folded_afterwards_in_order_by_whose_it_is()
    {
        using var world = Joined();
        var (separator, ann) = (world.NewSeparator(), world.Find("userId:ann")!);
        separator.Ask(ann.Merged.Single().Id);
        Until(world, separator, () => world.Find("userId:ann")!.IsHeld);
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
        using var world = Joined();
        var absorbed = world.Find("userId:ann")!.Merged.Single().Id;
        world.Separate(absorbed);
        world.Checkpoint();
        var states = world.States().Count;
        world.Separate(absorbed);

        Assert.Equal(2, world.Count(CountNames.Customers));
        Assert.Equal(states, world.States().Count);
        Assert.Single(Told(world.Find("userId:ann")!), "separated");
    }

    [Fact]
    public void A_ruleset_that_comes_between_makes_it_begin_again_under_the_new_rules()
    {
        using var world = Joined();
        world.Track("userId:ann", "Order");
        world.Track("anonymousId:tablet", "Order");
        world.Settle();
        var separator = world.NewSeparator();
        separator.Ask(world.Find("userId:ann")!.Merged.Single().Id);
        Until(world, separator, () => world.Find("userId:ann")!.IsHeld);
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
    public void A_later_ruleset_finds_what_each_did_while_they_were_one()
    {
        using var world = Joined();
        for (var i = 0; i < 3; i++) world.Track("anonymousId:tablet", "Order");
        world.Track("userId:ann", "Order");
        world.Settle();
        Separate(world);
        world.Publish(source => source with { Segments = [new("three", """events("Order").count() == 3"""), new("one", """events("Order").count() == 1""")] });
        world.Restate();

        Assert.Equal(["one"], world.Find("userId:ann")!.Memberships.Select(membership => membership.Segment));
        Assert.Equal(["three"], world.Find("email:bob@example.com")!.Memberships.Select(membership => membership.Segment));
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
        world.Separate(card);
        world.Separate(phone);
        Assert.Equal(3, world.Count(CountNames.Customers));
    }

    [Fact]
    public void Members_of_an_account_are_who_was_put_there()
    {
        using var world = Joined();
        world.Group("anonymousId:tablet", "acme", """{"size":5}""");
        world.Group("userId:ann", "globex");
        world.Settle();
        Separate(world);
        world.Settle();

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.Equal(["globex"], ann.Accounts.Select(account => account.GroupId));
        Assert.Equal(["acme"], bob.Accounts.Select(account => account.GroupId));
        Assert.Equal([bob.Id], world.FindAccount("acme")!.Members.Keys);
        Assert.Equal([ann.Id], world.FindAccount("globex")!.Members.Keys);
        Assert.Equal(5, bob.Accounts.Single().Traits["size"].AsDouble);
    }

    [Fact]
    public void Where_the_journal_does_not_go_back_far_enough_they_stay_joined()
    {
        using var world = Joined();
        world.Checkpoint();
        world.Disk.Shorten(new(2));
        Separate(world);

        var ann = world.Find("userId:ann")!;
        Assert.Equal(ann!.Id, world.Find("email:bob@example.com")!.Id);
        Assert.False(ann.IsHeld);
    }

    [Fact]
    public void Folded_again_from_the_journal_it_is_the_same()
    {
        using var world = Joined();
        for (var i = 0; i < 5; i++) world.Track(i % 2 == 0 ? "userId:ann" : "anonymousId:tablet", "Visit");
        world.Settle();
        Separate(world);
        world.Identify("userId:ann anonymousId:tablet");
        world.Settle();
        world.Checkpoint();
        using var again = world.Replay(3);

        Assert.Equal(world.States().Select(Text), again.States().Select(Text));
    }

    private static World Joined()
    {
        var world = new World();
        Join(world);
        return world;
    }

    /// <summary>Four interactions: one of Ann, two of Bob, and the one that shows an identity of each.</summary>
    private static void Join(World world)
    {
        world.Track("userId:ann", "Came");
        world.Track("email:bob@example.com", "Came");
        world.Settle();
        world.Identify("email:bob@example.com anonymousId:tablet");
        world.Settle();
        world.Identify("userId:ann email:bob@example.com");
        world.Settle();
    }

    private static void Separate(World world) => world.Separate(world.Find("userId:ann")!.Merged.Single().Id);

    private static void Until(World world, Separator separator, Func<bool> holds)
    {
        for (var steps = 0; !holds(); steps++)
        {
            Assert.InRange(steps, 0, 100);
            separator.Step();
            world.Settle();
        }
    }

    private static (string, string) Last(Customer customer)
    {
        var last = customer.Timeline.Items()[^1];
        return (last.Type, last.Subject);
    }

    private static IEnumerable<string> Told(Customer customer) => customer.Timeline.Items().Where(item => item.Kind == TimelineKind.Identity).Select(item => item.Type);

    private static IEnumerable<Position> Interactions(Customer customer) =>
        customer.Timeline.Items().Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position);

    private static IEnumerable<Position> Whole(World world, Customer customer) =>
        world.Store.LoadTimeline(customer.Id, int.MaxValue, int.MaxValue).SelectMany(chunk => Timeline.Decode(chunk.Bytes.Span))
            .Where(item => item.Kind == TimelineKind.Interaction).Select(item => item.Position).Concat(Interactions(customer));

    /// <summary>The how-manieth interaction of all it is.</summary>
    private static long Number(World world, Position position) =>
        world.Store.Read(default(Position)).Count(entry => entry.Kind == EntryKind.Interaction && entry.Position <= position);

    private static (EntityId, string, string) Text(StateRow row) => (row.Id, Convert.ToHexString(row.Profile.Span), Convert.ToHexString(row.Work.Span));
}
