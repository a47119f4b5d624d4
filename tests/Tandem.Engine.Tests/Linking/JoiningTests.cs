using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Linking;

public sealed class JoiningTests
{
    [Fact]
    public void What_somebody_did_before_they_gave_their_name_stays_theirs()
    {
        using var world = new World();
        world.Track("anonymousId:a", "Page Viewed");
        world.Track("anonymousId:a", "Page Viewed");
        world.Settle();

        world.Identify("userId:u anonymousId:a", """{"email":"ann@example.com"}""");
        world.Track("anonymousId:a", "Page Viewed");
        world.Settle();

        var customer = world.Find("anonymousId:a")!;
        Assert.Equal(customer!.Id, world.Find("userId:u")!.Id);
        Assert.Equal(3, customer.Events.Single(counter => counter.Name == "Page Viewed").Total);
        Assert.Equal(4, customer.Interactions);
        Assert.Equal(1, world.Count(CountNames.Customers));
        Assert.Equal("a", customer.IdentityOf("anonymousId"));
    }

    [Fact]
    public void Two_known_users_are_never_joined_by_a_device_they_share()
    {
        using var world = new World();
        world.Identify("userId:ann anonymousId:tablet");
        world.Settle();
        world.Identify("userId:bob anonymousId:tablet");
        world.Settle();
        world.Track("userId:bob", "Order Completed");
        world.Settle();

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("userId:bob")!);
        Assert.NotEqual(ann.Id, bob.Id);
        Assert.Equal(ann!.Id, world.Find("anonymousId:tablet")!.Id);
        Assert.Null(bob.IdentityOf("anonymousId"));
        Assert.Single(bob.Conflicts);
        Assert.Empty(bob.Linking);
        Assert.DoesNotContain(ann.Events, counter => counter.Name == "Order Completed");
    }

    [Fact]
    public void A_device_that_was_used_before_two_people_signed_in_belongs_to_the_first()
    {
        using var world = new World();
        world.Track("anonymousId:tablet", "Page Viewed");
        world.Identify("userId:ann anonymousId:tablet");
        world.Identify("userId:bob anonymousId:tablet");
        world.Settle();

        Assert.Equal(2, world.Count(CountNames.Customers));
        Assert.NotEqual(world.Find("userId:ann")!.Id, world.Find("userId:bob")!.Id);
        Assert.All(new[] { "userId:ann", "userId:bob" }, identity => Assert.Empty(world.Find(identity)!.Linking));
    }

    [Fact]
    public void Customers_joined_by_an_email_keep_the_newer_trait_and_all_events()
    {
        using var world = new World();
        world.Identify("email:ann@example.com", """{"city":"Old","shoe":39}""");
        world.Track("email:ann@example.com", "Order Completed");
        world.Pass("1d");
        world.Identify("userId:u", """{"city":"New"}""");
        world.Settle();
        world.Identify("userId:u email:ann@example.com");
        world.Settle();

        var customer = world.Find("email:ann@example.com")!;
        Assert.Equal("u", customer.IdentityOf("userId"));
        Assert.Equal("New", customer.Traits["city"].Value.AsString);
        Assert.Equal(39, customer.Traits["shoe"].Value.AsDouble);
        Assert.Equal(1, customer.Events.Single(counter => counter.Name == "Order Completed").Total);
        Assert.Single(customer.Merged);
        Assert.Equal(4, customer.Timeline.Items().Count(item => item.Kind == Engine.Customers.TimelineKind.Interaction));
    }

    [Fact]
    public void An_old_id_leads_to_the_customer_it_became()
    {
        using var world = new World();
        world.Track("anonymousId:a", "Page Viewed");
        world.Settle();
        var before = world.Find("anonymousId:a")!.Id;
        world.Identify("userId:u anonymousId:a");
        world.Settle();

        var moved = world.Runners[before.Home.Value].Read(state => state.Find(before));
        Assert.Equal(world.Find("userId:u")!.Id, Assert.IsType<Moved>(moved).To);
    }

    [Fact]
    public void Links_in_both_directions_at_once_end_in_one_customer()
    {
        using var world = new World { BatchSize = 1 };
        world.Track("anonymousId:a email:e@example.com", "Seen");
        world.Track("anonymousId:b phone:+49", "Seen");
        world.Settle();
        // Both show the other's weaker identity before either heard of it.
        world.Identify("email:e@example.com anonymousId:b");
        world.Identify("phone:+49 anonymousId:a");
        world.Settle();

        Assert.Equal(world.Find("email:e@example.com")!.Id, world.Find("phone:+49")!.Id);
        Assert.Equal(1, world.Count(CountNames.Customers));
        Assert.Empty(world.Find("phone:+49")!.Linking);
    }

    [Fact]
    public void A_customer_has_at_most_five_devices_and_the_sixth_is_a_conflict()
    {
        using var world = new World();
        for (var device = 1; device <= 6; device++)
        {
            world.Identify($"userId:u anonymousId:d{device}");
            world.Settle();
        }

        var customer = world.Find("userId:u")!;
        Assert.Equal(5, customer.Identities.Count(known => known.Identity.Kind == "anonymousId"));
        Assert.Equal("anonymousId:d6", Assert.Single(customer.Conflicts).Identity.ToString());
    }

    [Fact]
    public void What_fell_due_during_a_move_that_is_refused_is_told_before_the_refusal()
    {
        using var world = new World();
        world.Publish(rules => rules with { Segments = [new("recent", """events("Visit").within("1d").any()""")] });
        for (var device = 1; device <= 5; device++)
        {
            world.Identify($"email:x@example.com anonymousId:{device}");
            world.Settle();
        }
        world.Identify("card:k anonymousId:9");
        world.Track("card:k", "Visit");
        world.Settle();
        world.Identify("email:x@example.com card:k");
        while (world.Find("card:k")!.MovingTo.IsNobody)
            foreach (var runner in world.Runners) runner.Step(1);
        world.Clock.Now += Duration.FromDays(2);
        world.Settle();

        var customer = world.Find("card:k")!;
        Assert.True(customer.MovingTo.IsNobody);
        Assert.Equal(["left", "conflict"], customer.Timeline.Items().TakeLast(2).Select(item => item.Type));
    }

    [Fact]
    public void A_group_call_makes_an_account_with_its_customers()
    {
        using var world = new World();
        world.Group("userId:ann", "acme", """{"name":"Acme","seats":3}""");
        world.Group("userId:bob", "acme", """{"seats":4}""");
        world.Settle();

        var account = world.FindAccount("acme")!;
        Assert.Equal(2, account.Members.Count);
        Assert.Equal("Acme", account.Traits["name"].Value.AsString);
        Assert.Equal(4, account.Traits["seats"].Value.AsDouble);
        Assert.Equal("acme", Assert.Single(world.Find("userId:ann")!.Accounts).GroupId);
        Assert.Equal(1, world.Count(CountNames.Accounts));
    }
}
