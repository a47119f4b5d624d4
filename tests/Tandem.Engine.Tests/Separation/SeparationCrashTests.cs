using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Separation;

/// <summary>An undo that was asked for is done, whenever the process ends.</summary>
public sealed class SeparationCrashTests
{
    [Fact]
    public void Before_it_began_the_next_process_begins_it()
    {
        using var world = Joined(checkpoint: true);
        world.NewSeparator().Ask(Absorbed(world));
        world.Restart();
        GoOn(world);

        IsSeparated(world, ["separated"]);
    }

    [Fact]
    public void What_the_next_process_must_fold_again_comes_first()
    {
        // No checkpoint: after the crash nobody knows the merge until the journal is folded again.
        using var world = Joined(checkpoint: false);
        world.NewSeparator().Ask(Absorbed(world));
        world.Restart();
        var separator = world.NewSeparator();
        Assert.False(separator.IsIdle);
        Assert.False(separator.Step());
        Assert.Null(world.Find("userId:ann"));
        GoOn(world);

        IsSeparated(world, ["separated"]);
    }

    [Fact]
    public void While_the_pasts_are_looked_through_the_next_process_goes_on_and_what_waited_is_folded()
    {
        using var world = Held();
        world.Identify("email:bob@example.com", """{"n":1}""");
        world.Identify("userId:ann", """{"m":1}""");
        world.Settle();
        world.Restart();
        world.Settle();
        Assert.True(world.Find("userId:ann")!.IsHeld);
        Assert.False(world.Find("userId:ann")!.Traits.ContainsKey("m"));
        GoOn(world);

        IsSeparated(world, ["separated"]);
        Assert.True(world.Find("userId:ann")!.Traits.ContainsKey("m"));
        Assert.True(world.Find("email:bob@example.com")!.Traits.ContainsKey("n"));
    }

    [Fact]
    public void When_the_process_stays_away_for_longer_than_a_customer_is_held_it_begins_anew()
    {
        using var world = Held();
        world.Identify("userId:ann", """{"m":1}""");
        world.Settle();
        world.Restart();
        world.Pass("61s");
        Assert.Equal(world.Find("userId:ann")!.Id, world.Find("email:bob@example.com")!.Id);
        Assert.True(world.Find("userId:ann")!.Traits.ContainsKey("m"));
        GoOn(world);

        IsSeparated(world, ["not-separated", "separated"]);
    }

    [Fact]
    public void After_it_was_done_nothing_is_left_to_do()
    {
        using var world = Joined(checkpoint: true);
        world.Separate(Absorbed(world));
        world.Restart();
        world.Settle();

        Assert.True(world.NewSeparator().IsIdle);
        IsSeparated(world, ["separated"]);
    }

    [Fact]
    public void Done_and_not_noted_it_is_not_done_twice()
    {
        using var world = Joined(checkpoint: true);
        var absorbed = Absorbed(world);
        world.Separate(absorbed);
        world.NewSeparator().Ask(absorbed);
        world.Restart();
        GoOn(world);

        IsSeparated(world, ["separated"]);
    }

    private static World Joined(bool checkpoint)
    {
        var world = new World();
        world.Track("userId:ann", "Came");
        world.Track("email:bob@example.com", "Came");
        world.Settle();
        world.Identify("userId:ann email:bob@example.com");
        world.Settle();
        if (checkpoint) world.Checkpoint();
        return world;
    }

    private static World Held()
    {
        var world = Joined(checkpoint: true);
        var separator = world.NewSeparator();
        separator.Ask(Absorbed(world));
        for (var steps = 0; !world.Find("userId:ann")!.IsHeld; steps++)
        {
            Assert.InRange(steps, 0, 100);
            separator.Step();
            world.Settle();
        }
        return world;
    }

    private static void GoOn(World world)
    {
        var separator = world.NewSeparator();
        do world.Settle();
        while (separator.Step());
        world.Settle();
        Assert.True(separator.IsIdle);
    }

    private static void IsSeparated(World world, IEnumerable<string> told)
    {
        var (ann, bob) = (world.Find("userId:ann")!, world.Find("email:bob@example.com")!);
        Assert.NotEqual(ann.Id, bob.Id);
        Assert.False(ann.IsHeld);
        Assert.Equal(told, ann.Timeline.Items().Where(item => item.Type.EndsWith("separated", StringComparison.Ordinal)).Select(item => item.Type));
        Assert.Equal(2, world.Count(CountNames.Customers));
    }

    private static EntityId Absorbed(World world) => world.Find("userId:ann")!.Merged.Single().Id;
}
