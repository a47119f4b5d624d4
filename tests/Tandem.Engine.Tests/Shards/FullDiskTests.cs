using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Shards;

public sealed class FullDiskTests
{
    [Fact]
    public void A_checkpoint_that_found_the_disk_full_is_made_whole_when_there_is_room_again()
    {
        using var world = new World();
        world.Publish(rules => rules with { Segments = [new("recent", """events("Visit").within("1d").any()""")] });
        world.Track("userId:u", "Visit");
        world.Settle();

        world.Disk.IsFull = true;
        Assert.Throws<StorageFullException>(world.Checkpoint);
        world.Disk.IsFull = false;
        world.Checkpoint();
        world.Restart();

        Assert.Equal(1, world.Store.SumCounts(CountNames.Customers).Single().Value);
        world.Pass("2d");
        Assert.Empty(world.Find("userId:u")!.Memberships);
    }
}
