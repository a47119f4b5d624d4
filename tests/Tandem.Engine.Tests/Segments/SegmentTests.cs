using Tandem.Engine.Customers;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Segments;

public sealed class SegmentTests
{
    [Fact]
    public void Somebody_is_in_a_segment_as_soon_as_its_expression_holds()
    {
        using var world = With(("pros", "customer.traits.plan == 'pro'"));
        world.Identify("userId:u", """{"plan":"free"}""");
        world.Settle();
        Assert.False(world.Find("userId:u")!.IsIn("pros"));

        world.Identify("userId:u", """{"plan":"pro"}""");
        world.Settle();
        Assert.True(world.Find("userId:u")!.IsIn("pros"));
        Assert.Equal(1, world.Count(CountNames.Segment("pros")));

        world.Identify("userId:u", """{"plan":null}""");
        world.Settle();
        Assert.False(world.Find("userId:u")!.IsIn("pros"));
        Assert.Equal(0, world.Count(CountNames.Segment("pros")));
        Assert.Equal(["entered", "left"], Happenings(world, "userId:u"));
    }

    [Fact]
    public void Time_alone_brings_somebody_into_a_segment_at_the_exact_moment()
    {
        using var world = With(("lapsing", """events("Order Completed").any() && events("Order Completed").within("90d").none()"""));
        world.Track("userId:u", "Order Completed");
        world.Settle();
        var bought = world.Clock.Now;
        world.Pass("89d23h");
        Assert.False(world.Find("userId:u")!.IsIn("lapsing"));

        world.Pass("5d");
        var membership = Assert.Single(world.Find("userId:u")!.Memberships);
        Assert.Equal("lapsing", membership.Segment);
        Assert.Equal(bought + Primitives.Duration.FromDays(90), membership.Since);
        Assert.False(membership.Initial);
    }

    [Fact]
    public void An_interaction_first_lets_the_time_before_it_pass()
    {
        using var world = With(("lapsing", """events("Order Completed").any() && events("Order Completed").within("90d").none()"""));
        world.Track("userId:u", "Order Completed");
        world.Settle();
        // No tick comes in between: the next interaction itself finds the timer due.
        world.Clock.Now += Primitives.Duration.FromDays(200);
        world.Track("userId:u", "Order Completed");
        world.Settle();

        Assert.False(world.Find("userId:u")!.IsIn("lapsing"));
        Assert.Equal(["entered", "left"], Happenings(world, "userId:u"));
    }

    [Fact]
    public void Counts_in_a_window_fall_one_by_one()
    {
        using var world = With(("frequent", """events("Visit").within("10d").count() >= 2"""));
        for (var day = 0; day < 3; day++)
        {
            world.Track("userId:u", "Visit");
            world.Pass("1d");
        }
        Assert.True(world.Find("userId:u")!.IsIn("frequent"));
        world.Pass("7d23h");
        Assert.True(world.Find("userId:u")!.IsIn("frequent"));
        world.Pass("1h");
        Assert.False(world.Find("userId:u")!.IsIn("frequent"));
    }

    [Fact]
    public void The_first_and_last_in_a_window_are_missing_as_soon_as_they_drop_out()
    {
        using var world = With(
            ("active", """has(events("Visit").within("10d").last().timestamp)"""),
            ("moved-on", """events("Visit").within("10d").first().timestamp > events("Visit").first().timestamp"""));
        world.Track("userId:u", "Visit");
        world.Pass("1d");
        world.Track("userId:u", "Visit");
        world.Pass("8d23h");
        Assert.True(world.Find("userId:u")!.IsIn("active"));
        Assert.False(world.Find("userId:u")!.IsIn("moved-on"));
        world.Pass("1h");
        Assert.True(world.Find("userId:u")!.IsIn("active"));
        Assert.True(world.Find("userId:u")!.IsIn("moved-on"));
        world.Pass("1d");
        Assert.False(world.Find("userId:u")!.IsIn("active"));
        Assert.False(world.Find("userId:u")!.IsIn("moved-on"));
    }

    [Fact]
    public void A_segment_that_reads_another_follows_it()
    {
        using var world = With(("a-both", """in_segment("pros") && in_segment("buyers")"""), ("buyers", """events("Order Completed").any()"""), ("pros", "customer.traits.plan == 'pro'"));
        world.Identify("userId:u", """{"plan":"pro"}""");
        world.Track("userId:u", "Order Completed");
        world.Settle();
        Assert.True(world.Find("userId:u")!.IsIn("a-both"));
        world.Identify("userId:u", """{"plan":"free"}""");
        world.Settle();
        Assert.False(world.Find("userId:u")!.IsIn("a-both"));
    }

    [Fact]
    public void A_new_segment_finds_members_in_the_past_and_marks_them_as_initial()
    {
        using var world = new World();
        world.Track("userId:buyer", "Order Completed");
        world.Identify("userId:other");
        world.Settle();
        world.Publish(rules => rules with { Segments = [new("buyers", """events("Order Completed").any()""")] });
        world.Restate();

        Assert.True(Assert.Single(world.Find("userId:buyer")!.Memberships).Initial);
        Assert.Equal(1, world.Count(CountNames.Segment("buyers")));
        Assert.All(world.Runners, runner => Assert.True(runner.Read(state => state.Head.Swept == state.Head.Epoch)));
    }

    [Fact]
    public void A_segment_that_is_no_longer_defined_is_left()
    {
        using var world = With(("buyers", """events("Order Completed").any()"""));
        world.Track("userId:u", "Order Completed");
        world.Settle();
        world.Publish(rules => rules with { Segments = [] });
        world.Restate();
        Assert.Empty(world.Find("userId:u")!.Memberships);
        Assert.Equal(0, world.Count(CountNames.Segment("buyers")));
    }

    [Fact]
    public void Joining_with_a_member_is_no_entering()
    {
        using var world = With(("buyers", """events("Order Completed").any()"""));
        world.Track("anonymousId:a", "Order Completed");
        world.Settle();
        world.Pass("1d");
        world.Identify("userId:u anonymousId:a");
        world.Settle();

        Assert.True(world.Find("userId:u")!.IsIn("buyers"));
        Assert.Equal(1, world.Count(CountNames.Segment("buyers")));
        Assert.Equal(["entered"], Happenings(world, "userId:u"));
    }

    private static World With(params (string Name, string Expression)[] segments)
    {
        var world = new World();
        world.Publish(rules => rules with { Segments = [.. segments.Select(segment => new SegmentSpec(segment.Name, segment.Expression))] });
        world.Settle();
        return world;
    }

    private static List<string> Happenings(World world, string identity) =>
        [.. world.Find(identity)!.Timeline.Items().Where(item => item.Kind == TimelineKind.Segment).Select(item => item.Type)];
}
