using Tandem.Engine.Customers;
using Tandem.Engine.Separation;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Separation;

/// <summary>Ann and Bob, who were made one, and what is done about that.</summary>
internal static class Merged
{
    public static World Joined()
    {
        var world = new World();
        world.Join();
        return world;
    }

    /// <summary>Four interactions: one of Ann, two of Bob, and the one that shows an identity of each.</summary>
    public static void Join(this World world)
    {
        world.Track("userId:ann", "Came");
        world.Track("email:bob@example.com", "Came");
        world.Settle();
        world.Identify("email:bob@example.com anonymousId:tablet");
        world.Settle();
        world.Identify("userId:ann email:bob@example.com");
        world.Settle();
    }

    /// <summary>Who became part of Ann.</summary>
    public static EntityId Bob(this World world) => world.Find("userId:ann")!.Merged.Single().Id;

    public static void SeparateBob(this World world) => world.Separate(world.Bob());

    public static void Until(this World world, Separator separator, Func<bool> holds)
    {
        for (var steps = 0; !holds(); steps++)
        {
            Assert.InRange(steps, 0, 100);
            separator.Step();
            world.Settle();
        }
    }

    /// <summary>Drives it until it can go on no more.</summary>
    public static void Finish(this World world, Separator separator)
    {
        do world.Settle();
        while (separator.Step());
    }

    /// <summary>What the customer was told of an undo that was given up.</summary>
    public static IEnumerable<TimelineItem> NotSeparated(this Customer customer) => customer.Timeline.Items().Where(item => item.Type == "not-separated");
}
