using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
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
        using var world = Merged.Joined();
        world.Identify("email:bob@example.com", """{"city":"Bonn"}""", context: """{"consent":{"categoryPreferences":{"email":false}}}""");
        world.Identify("userId:ann", """{"city":"Aachen"}""", context: """{"consent":{"categoryPreferences":{"email":true}}}""");
        world.Settle();
        world.SeparateBob();

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
        using var world = Merged.Joined();
        world.SeparateBob();

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
        using var world = Merged.Joined();
        for (var i = 0; i < 700; i++) world.Track(i % 2 == 0 ? "userId:ann" : "anonymousId:tablet", "Visit");
        world.Settle();
        world.SeparateBob();
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
        world.Join();
        world.Track("userId:ann", "Order");
        world.Track("email:bob@example.com", "Order");
        world.Pass("2d");
        world.Track("anonymousId:tablet", "Order");
        world.Settle();
        Assert.True(world.Find("userId:ann")!.IsIn("buyers"));
        world.SeparateBob();

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
        using var world = Merged.Joined();
        world.SeparateBob();
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
    public void A_later_ruleset_finds_what_each_did_while_they_were_one()
    {
        using var world = Merged.Joined();
        for (var i = 0; i < 3; i++) world.Track("anonymousId:tablet", "Order");
        world.Track("userId:ann", "Order");
        world.Settle();
        world.SeparateBob();
        world.Publish(source => source with { Segments = [new("three", """events("Order").count() == 3"""), new("one", """events("Order").count() == 1""")] });
        world.Restate();

        Assert.Equal(["one"], world.Find("userId:ann")!.Memberships.Select(membership => membership.Segment));
        Assert.Equal(["three"], world.Find("email:bob@example.com")!.Memberships.Select(membership => membership.Segment));
    }

    [Fact]
    public void Members_of_an_account_are_who_was_put_there()
    {
        using var world = Merged.Joined();
        world.Group("anonymousId:tablet", "acme", """{"size":5}""");
        world.Group("userId:ann", "globex");
        world.Settle();
        world.SeparateBob();
        world.Settle();

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.Equal(["globex"], ann.Accounts.Select(account => account.GroupId));
        Assert.Equal(["acme"], bob.Accounts.Select(account => account.GroupId));
        Assert.Equal([bob.Id], world.FindAccount("acme")!.Members.Keys);
        Assert.Equal([ann.Id], world.FindAccount("globex")!.Members.Keys);
        Assert.Equal(5, bob.Accounts.Single().Traits["size"].AsDouble);
    }

    [Fact]
    public void Folded_again_from_the_journal_it_is_the_same()
    {
        using var world = Merged.Joined();
        for (var i = 0; i < 5; i++) world.Track(i % 2 == 0 ? "userId:ann" : "anonymousId:tablet", "Visit");
        world.Settle();
        world.SeparateBob();
        world.Identify("userId:ann anonymousId:tablet");
        world.Settle();
        world.Checkpoint();
        using var again = world.Replay(3);

        Assert.Equal(world.States().Select(Text), again.States().Select(Text));
    }

    private static (string, string) Last(Customer customer)
    {
        var last = customer.Timeline.Items()[^1];
        return (last.Type, last.Subject);
    }

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
