using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Backfill;

/// <summary>A new segment knows what happened before it was there.</summary>
public sealed class BackfillTests
{
    private const string Spent = """events("Order Completed").where(e, e.properties.total >= 10.0).within("30d").sum(e, e.properties.total) >= 50.0""";

    [Fact]
    public void A_new_segment_finds_its_members_in_the_past_quietly()
    {
        using var world = new World();
        world.Track("userId:1", "Order Completed", """{"total":30}""");
        world.Pass("10d");
        world.Track("userId:1", "Order Completed", """{"total":25}""");
        world.Track("userId:2", "Order Completed", """{"total":5}""");
        world.Settle();
        Publish(world, Spent);
        world.Restate();
        Assert.True(world.Find("userId:1")!.Memberships.Single().Initial);
        Assert.False(world.Find("userId:2")!.IsIn("s"));
        // The first of the two drops out of the window.
        world.Pass("21d");
        Assert.False(world.Find("userId:1")!.IsIn("s"));
    }

    [Fact]
    public void Until_the_past_is_whole_nobody_enters_and_nobody_leaves()
    {
        using var world = new World();
        world.Track("userId:1", "Order Completed");
        world.Settle();
        Publish(world, """events("Order Completed").count() >= 2""");
        world.Track("userId:1", "Order Completed");
        world.Settle();
        Assert.False(world.Find("userId:1")!.IsIn("s"));
        world.Restate();
        Assert.True(world.Find("userId:1")!.IsIn("s"));
    }

    [Fact]
    public void What_never_happened_in_a_shard_has_no_past_and_counts_at_once()
    {
        using var world = new World();
        world.Track("userId:1", "Visit");
        world.Settle();
        Publish(world, """events("Order Completed").any()""");
        world.Track("userId:1", "Order Completed");
        world.Settle();
        Assert.False(world.Find("userId:1")!.Memberships.Single().Initial);
    }

    [Fact]
    public void The_past_of_a_customer_who_was_merged_comes_to_the_one_who_stayed()
    {
        using var world = new World();
        world.Track("anonymousId:a", "Order Completed", """{"total":30}""");
        world.Settle();
        world.Identify("userId:1 anonymousId:a");
        world.Track("userId:1", "Order Completed", """{"total":25}""");
        world.Settle();
        Publish(world, Spent);
        world.Restate();
        Assert.True(world.Find("anonymousId:a")!.IsIn("s"));
        Assert.Equal(0, world.Runners.Sum(runner => runner.Read(state => state.Head.OpenPieces)));
    }

    [Fact]
    public void Merging_while_the_past_is_brought_loses_nothing_and_counts_nothing_twice()
    {
        for (var stop = 0; stop < 30; stop++)
        {
            using var world = new World();
            for (var i = 0; i < 5; i++) world.Track($"anonymousId:a{i}", "Order Completed", """{"total":10}""");
            world.Settle();
            Publish(world, """events("Order Completed").sum(e, e.properties.total) == 60.0""");
            world.Settle();
            var restater = world.NewRestater();
            // So many steps, then all become one person, then the rest.
            for (var step = 0; step < stop && restater.Step(); step++)
                if (step % 2 == 0) world.Settle();
            for (var i = 0; i < 5; i++) world.Identify($"userId:1 anonymousId:a{i}");
            world.Track("userId:1", "Order Completed", """{"total":10}""");
            world.Finish(restater);
            Assert.True(world.Find("userId:1")!.IsIn("s"), $"after {stop} steps");
        }
    }

    [Fact]
    public void A_process_that_ends_in_between_goes_on_where_it_was()
    {
        for (var stop = 0; stop < 30; stop++)
        {
            using var world = new World(shards: 2);
            for (var i = 0; i < 20; i++) world.Track($"userId:c{i % 7}", "Order Completed", """{"total":10}""");
            world.Settle();
            Publish(world, """events("Order Completed").count() >= 3""");
            world.Settle();
            var restater = world.NewRestater();
            for (var step = 0; step < stop && restater.Step(); step++)
            {
                if (step % 3 != 0) world.Settle();
                if (step % 4 == 0) world.Checkpoint();
            }
            world.Restart();
            world.Restate();
            Assert.Equal(Enumerable.Range(0, 6), Enumerable.Range(0, 7).Where(i => world.Find($"userId:c{i}")!.IsIn("s")));
        }
    }

    [Fact]
    public void A_second_ruleset_in_between_brings_its_own_past_too()
    {
        using var world = new World();
        for (var i = 0; i < 4; i++) world.Track("userId:1", i % 2 == 0 ? "Visit" : "Order Completed");
        world.Settle();
        Publish(world, """events("Order Completed").count() == 2""");
        world.Settle();
        var restater = world.NewRestater();
        for (var step = 0; step < 3; step++) restater.Step();
        world.Publish(rules => rules with { Segments = [.. rules.Segments, new("t", """events("Visit").count() == 2 && in_segment("s")""")] });
        world.Settle();
        world.Finish(restater);
        Assert.Equal(["s", "t"], world.Find("userId:1")!.Memberships.Select(membership => membership.Segment).Order());
    }

    [Fact]
    public void An_aggregate_that_was_dropped_and_comes_again_is_gathered_anew()
    {
        using var world = new World();
        Publish(world, """events("Visit").count() == 3""");
        world.Track("userId:1", "Visit");
        world.Settle();
        world.Publish(rules => rules with { Segments = [] });
        // Not kept meanwhile.
        world.Track("userId:1", "Visit");
        world.Settle();
        Publish(world, """events("Visit").count() == 3""");
        world.Track("userId:1", "Visit");
        world.Restate();
        Assert.True(world.Find("userId:1")!.IsIn("s"));
    }

    [Fact]
    public void Restating_a_customer_whom_the_rules_do_not_concern_stores_nothing()
    {
        using var world = new World(shards: 1);
        world.Identify("userId:1", """{"plan":"free"}""");
        world.Settle();
        world.Checkpoint();
        var before = world.States().Single();
        world.Publish(rules => rules with { Segments = [new("pros", "customer.traits.plan == 'pro'")] });
        world.Restate();
        world.Checkpoint();
        Assert.Equal(before.Work.ToArray(), world.States().Single().Work.ToArray());
        Assert.Equal(1, world.Count(CountNames.Customers));
    }

    private static void Publish(World world, string expression) => world.Publish(rules => rules with { Segments = [new SegmentSpec("s", expression)] });
}
