using Tandem.Engine.Dispositions;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Dispositions;

/// <summary>For each interaction the fold records what became of it.</summary>
public sealed class DispositionTests
{
    [Fact]
    public void An_interaction_is_applied_to_its_customer()
    {
        using var world = new World();
        world.Track("userId:1", "Order Completed");
        var applied = Assert.Single(Read(world));
        Assert.Equal(new(new(1), new(1), DispositionKind.Applied, world.Find("userId:1")!.Id), applied);
    }

    [Fact]
    public void A_second_one_with_the_same_message_id_is_a_duplicate()
    {
        using var world = new World();
        world.Track("userId:1", "Order Completed", messageId: "same");
        world.Track("userId:1", "Order Completed", messageId: "same");
        Assert.Equal([DispositionKind.Applied, DispositionKind.Duplicate], Read(world).Select(one => one.Kind));
    }

    [Fact]
    public void One_that_belongs_elsewhere_is_forwarded_and_applied_there_under_its_own_position()
    {
        using var world = new World();
        world.Identify("userId:1 anonymousId:a");
        world.Settle();
        world.Track("anonymousId:a", "Order Completed");
        var (position, customer) = (world.Store.Last, world.Find("userId:1")!.Id);
        var about = Read(world).Where(one => one.Entry == position).ToList();
        Assert.Equal([(DispositionKind.Forwarded, customer), (DispositionKind.Applied, customer)], about.Select(one => (one.Kind, one.Customer)));
        Assert.Equal(position, about[0].Folded);
        Assert.True(about[1].Folded > position);
    }

    [Fact]
    public void What_was_applied_to_a_customer_who_was_merged_keeps_the_old_id_which_resolves()
    {
        using var world = new World();
        world.Track("anonymousId:a", "Visit");
        world.Settle();
        var before = world.Find("anonymousId:a")!.Id;
        world.Identify("userId:1 anonymousId:a");
        var first = Read(world).Single(one => one.Entry == new Position(1));
        Assert.Equal(before, first.Customer);
        Assert.Equal(world.Find("userId:1")!.Id, world.Runners[before.Home.Value].Read(state => ((Moved)state.Find(before)!).To));
    }

    [Fact]
    public void A_crash_before_the_checkpoint_records_everything_once()
    {
        using var world = new World();
        for (var i = 0; i < 20; i++)
        {
            world.Track($"userId:u{i % 3}", "Visit");
            if (i % 5 == 0) world.Checkpoint();
            if (i % 7 == 0) world.Settle();
            if (i % 9 == 0) world.Restart();
        }
        Assert.Equal(Enumerable.Range(1, 20), Read(world).Where(one => one.Kind == DispositionKind.Applied).Select(one => (int)one.Entry.Value).Order());
    }

    [Fact]
    public void Only_chunks_that_can_hold_a_range_are_read()
    {
        using var world = new World(shards: 1);
        for (var i = 0; i < 10; i++)
        {
            world.Track("userId:1", "Visit");
            world.Settle();
            world.Checkpoint();
        }
        var chunk = Assert.Single(world.Store.LoadDispositions(new(4), new(4)));
        Assert.Equal((new Position(4), new Position(4), new Position(4)), (chunk.Last, chunk.FirstEntry, chunk.LastEntry));
    }

    private static List<Disposition> Read(World world)
    {
        world.Settle();
        world.Checkpoint();
        var all = new List<Disposition>();
        foreach (var chunk in world.Store.LoadDispositions(new(1), world.Store.Last)) chunk.Read(all);
        return [.. all.OrderBy(one => one.Folded)];
    }
}
