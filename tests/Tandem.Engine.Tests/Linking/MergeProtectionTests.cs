using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Linking;

public sealed class MergeProtectionTests
{
    [Fact]
    public void An_email_of_somebody_else_leaves_the_interaction_with_the_stronger_identity_and_both_are_told()
    {
        using var world = new World();
        world.Identify("userId:ann email:home@example.com");
        world.Settle();
        world.Identify("userId:bob email:home@example.com", """{"city":"Bonn"}""");
        world.Settle();

        var (ann, bob) = (world.Find("userId:ann")!, world.Find("userId:bob")!);
        Assert.Equal(ann!.Id, world.Find("email:home@example.com")!.Id);
        Assert.Equal("Bonn", bob.Traits["city"].Value.AsString);
        Assert.False(ann.Traits.ContainsKey("city"));
        Assert.All(new[] { ann, bob }, customer => Assert.Equal(["email:home@example.com"], Told(customer)));
    }

    [Fact]
    public void A_device_too_many_is_told_to_the_one_whose_it_is_as_well()
    {
        using var world = new World();
        world.Track("anonymousId:tablet", "Page Viewed");
        for (var device = 1; device <= 5; device++) world.Identify($"userId:ann anonymousId:d{device}");
        world.Settle();
        world.Identify("userId:ann anonymousId:tablet");
        world.Settle();

        Assert.Equal(["anonymousId:tablet"], Told(world.Find("userId:ann")!));
        Assert.Equal(["anonymousId:tablet"], Told(world.Find("anonymousId:tablet")!));
        Assert.StartsWith("userId:ann showed it too", Assert.Single(world.Find("anonymousId:tablet")!.Conflicts).Reason);
    }

    [Fact]
    public void Identities_that_are_being_linked_count()
    {
        using var world = new World();
        world.Identify("userId:ann card:1 card:2 card:3 card:4 card:5 card:6 card:7");
        world.Settle();

        var ann = world.Find("userId:ann")!;
        Assert.Equal(5, ann.Identities.Count(known => known.Identity.Kind == "card"));
        Assert.Equal(2, ann.Conflicts.Count);
    }

    [Fact]
    public void A_limit_for_a_day_has_room_again_a_day_later()
    {
        using var world = new World();
        world.Publish(source => source with { Identities = [new("anonymousId", [new(2, LimitPeriod.Day)], [])] });
        for (var device = 1; device <= 3; device++)
        {
            world.Identify($"userId:ann anonymousId:d{device}");
            world.Settle();
        }
        Assert.Equal(["anonymousId:d3"], Told(world.Find("userId:ann")!));
        Assert.Null(world.Find("anonymousId:d3"));

        world.Pass("1d");
        for (var device = 3; device <= 5; device++)
        {
            world.Identify($"userId:ann anonymousId:d{device}");
            world.Settle();
        }
        var ann = world.Find("userId:ann")!;
        Assert.Equal(4, ann.Identities.Count(known => known.Identity.Kind == "anonymousId"));
        Assert.Equal("anonymousId:d5", Assert.Single(ann.Conflicts).Identity.ToString());
    }

    [Fact]
    public void A_raised_limit_lets_in_what_was_refused_a_day_ago()
    {
        using var world = new World();
        world.Publish(source => source with { Identities = [new("card", [new(1, LimitPeriod.Ever)], [])] });
        world.Identify("userId:ann card:1 card:2");
        world.Settle();
        world.Publish(source => source with { Identities = [new("card", [new(2, LimitPeriod.Ever)], [])] });
        world.Pass("1d");
        world.Identify("userId:ann card:2");
        world.Settle();

        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("card:2")!.Id);
        Assert.Empty(world.Find("userId:ann")!.Conflicts);
    }

    [Fact]
    public void Two_user_ids_may_be_one_customer_where_the_workspace_says_so()
    {
        using var world = new World();
        world.Publish(source => source with { Identities = [new("userId", [new(2, LimitPeriod.Ever)], [])] });
        world.Identify("userId:shop-1 email:a@example.com");
        world.Settle();
        world.Identify("userId:crm-1 email:a@example.com");
        world.Settle();

        Assert.Equal(world.Find("userId:shop-1")!.Id, world.Find("userId:crm-1")!.Id);
        Assert.Equal(1, world.Count(CountNames.Customers));
    }

    [Fact]
    public void A_lowered_limit_does_not_keep_a_new_device_from_whoever_has_too_many_emails()
    {
        using var world = new World();
        world.Identify("userId:ann email:a@example.com email:b@example.com");
        world.Track("anonymousId:new", "Page Viewed");
        world.Settle();
        world.Publish(source => source with { Identities = [new("email", [new(1, LimitPeriod.Ever)], [])] });
        world.Identify("userId:ann anonymousId:new");
        world.Settle();

        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("anonymousId:new")!.Id);
    }

    [Fact]
    public void A_customer_remembers_a_hundred_conflicts()
    {
        using var world = new World();
        for (var device = 1; device <= 120; device++)
        {
            world.Identify($"userId:ann anonymousId:d{device}");
            world.Settle();
        }

        var conflicts = world.Find("userId:ann")!.Conflicts;
        Assert.Equal(IdentityFold.MaxConflicts, conflicts.Count);
        Assert.Equal("anonymousId:d120", conflicts[^1].Identity.ToString());
    }

    private static IEnumerable<string> Told(Customer customer) =>
        customer.Timeline.Items().Where(item => item is { Kind: TimelineKind.Identity, Type: "conflict" }).Select(item => item.Subject);
}
