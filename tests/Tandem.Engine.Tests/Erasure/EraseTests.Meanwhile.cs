using Tandem.Engine.Dispositions;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Running;
using Tandem.Engine.Shards;
using Tandem.Engine.Tests.Separation;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Erasure;

/// <summary>What happens to others, and to the one who is to be erased, while that is under way.</summary>
public sealed partial class EraseTests
{
    [Fact]
    public void What_is_under_way_to_them_is_dropped_and_erased_too()
    {
        using var world = Peopled(batchSize: 1);
        var ann = world.Find("userId:ann-7")!;
        world.Put(Order(world, ann.Id));
        // They do not know yet where these are kept.
        world.Track("email:ann@example.com", "Late", """{"city":"Aachen"}""");
        var late = world.Store.Last;
        world.Settle();
        world.Erase(ann.Id);
        world.Checkpoint();

        Assert.Empty(world.Traces("ann@example.com", "Aachen"));
        var became = new List<Disposition>();
        foreach (var chunk in world.Store.LoadDispositions(late, late)) chunk.Read(became);
        Assert.Contains(became, one => one.Entry == late && one.Kind is DispositionKind.Erased && one.Customer == ann.Id);
    }

    [Fact]
    public void One_who_is_about_to_become_part_of_another_is_erased_as_that_one()
    {
        using var world = new World { BatchSize = 1 };
        world.Track("email:ann@example.com", "Came");
        world.Settle();
        var email = world.Find("email:ann@example.com")!.Id;
        world.Identify("userId:ann-7 email:ann@example.com");
        OneStepAtATimeUntil(world, () => world.Find("email:ann@example.com")!.IsHeld);
        world.Put(Order(world, email));
        world.Erase(email);
        world.Checkpoint();

        Assert.Empty(world.Traces("ann-7", "ann@example.com"));
        Assert.Equal(0, world.Count(CountNames.Customers));
    }

    [Fact]
    public void Who_offers_itself_to_one_who_is_gone_stays_what_it_is()
    {
        using var world = new World { BatchSize = 1 };
        world.Track("userId:ann-7", "Came");
        world.Track("email:bob@example.com", "Came");
        world.Settle();
        world.Identify("userId:ann-7 email:bob@example.com");
        OneStepAtATimeUntil(world, () => world.Find("email:bob@example.com")!.IsHeld);
        world.Track("email:bob@example.com", "Waited");
        // Not by its own wish, which waits for the answer: as if the entry had stood there all the time.
        var ann = world.Find("userId:ann-7")!;
        Assert.False(EraseFold.CanBegin(ann));
        world.Erase(ann.Id);

        Assert.Equal(0, world.Count(CountNames.Customers));
        Assert.Empty(world.Traces("ann-7", "bob@example.com"));
    }

    [Fact]
    public void An_identity_that_somebody_asks_for_meanwhile_becomes_theirs()
    {
        using var world = new World { BatchSize = 1 };
        world.Identify("email:ann@example.com card:9");
        world.Settle();
        var ann = world.Find("email:ann@example.com")!;
        world.Identify("userId:bob card:9");
        // Bob's question is on its way to Ann, who has the card.
        OneStepAtATimeUntil(world, () => world.Store.Read(default).Any(entry =>
            entry.Kind == EntryKind.Message && ShardMessage.Read(entry.Payload.Span) is { Kind: MessageKind.Link } link && link.Target == ann.Id));
        var asked = world.Store.Last;
        world.Put(Order(world, ann.Id));
        world.Settle();

        Assert.Equal(world.Find("userId:bob")!.Id, world.Find("card:9")!.Id);
        Assert.Empty(world.Find("userId:bob")!.Linking);
        Assert.Null(world.Find("email:ann@example.com") is { } left && left.Id == ann.Id ? left : null);
        Assert.True(asked < world.Store.Last);
    }

    [Fact]
    public void An_identity_that_is_claimed_too_late_for_one_who_is_gone_is_free_again()
    {
        using var world = new World();
        world.Track("userId:ann", "Came");
        world.Track("anonymousId:b", "Came");
        // At home where nothing else is.
        var others = new[] { "userId:ann", "anonymousId:b", "card:9" }.Select(identity => Calls.Identity(identity).Shard(world.Runners.Count));
        var email = Enumerable.Range(0, 100).Select(number => $"email:carl{number}@example.com").First(address => !others.Contains(Calls.Identity(address).Shard(world.Runners.Count)));
        world.Identify($"{email} card:9");
        world.Settle();
        var (carl, ann) = (world.Find("card:9")!, world.Find("userId:ann")!);
        var slow = world.Runners[carl.Id.Home.Value];
        // Behind the order to erase Carl wait two questions for his card: Ann's, and that of one who has become part of Ann since.
        world.Put(Order(world, carl.Id));
        world.Identify("userId:ann card:9");
        AllBut(slow);
        world.Identify("anonymousId:b card:9");
        AllBut(slow);
        world.Identify("userId:ann anonymousId:b");
        AllBut(slow);
        Assert.Equal(ann.Id, world.Find("anonymousId:b")!.Id);
        Assert.Equal((1, 1), (slow.Step(1), slow.Step(1)));
        AllBut(slow);
        Assert.Equal(ann.Id, world.Find("card:9")!.Id);

        world.Put(Order(world, ann.Id));
        AllBut(slow);
        Assert.True(Owner("card:9").IsNobody);
        // Only now the other question is folded, and asked again.
        world.Settle();

        Assert.True(Owner("card:9").IsNobody);
        Assert.Equal(0, world.Count(CountNames.Customers));

        void AllBut(ShardRunner one)
        {
            while (world.Runners.Where(runner => runner != one).Sum(runner => runner.Step(1)) > 0)
            {
            }
        }

        EntityId Owner(string identity) => world.Runners[Calls.Identity(identity).Shard(world.Runners.Count).Value].Read(state => state.OwnerOf(Calls.Identity(identity)));
    }

    [Fact]
    public void While_a_merge_is_being_undone_nobody_is_erased_in_anothers_place()
    {
        using var world = Merged.Joined();
        var (ann, bob) = (world.Find("userId:ann")!.Id, world.Bob());
        var separator = world.NewSeparator();
        separator.Ask(bob);
        world.Erasures.Add(new("e", bob));
        // Ann has given Bob back, and he has not come home: his id leads to her still.
        for (var steps = 0; world.Find("userId:ann")!.IsKnownAs(bob); steps++)
        {
            Assert.InRange(steps, 0, 1_000);
            if (!world.Runners.Any(runner => runner.Step(1) > 0)) separator.Step();
        }
        Assert.Equal(ann, world.Find("email:bob@example.com")!.Id);
        var eraser = world.NewEraser();
        Assert.False(eraser.Step());

        world.Finish(separator);
        world.Finish(eraser);

        Assert.Equal(ann, world.Find("userId:ann")!.Id);
        Assert.Null(world.Find("email:bob@example.com"));
        Assert.Equal(("e", true), Assert.Single(world.Erasures.Completed));
        Assert.Equal(1, world.Count(CountNames.Customers));
    }

    [Fact]
    public void Whoever_got_to_be_known_by_more_meanwhile_is_asked_again()
    {
        using var world = Peopled();
        var ann = world.Find("userId:ann-7")!;
        var order = Order(world, ann.Id);
        world.Identify("userId:ann-7 card:77");
        world.Settle();
        world.Put(order);
        world.Settle();
        Assert.NotNull(world.Find("userId:ann-7"));

        world.Erase(ann.Id);
        Assert.Null(world.Find("card:77"));
        Assert.Contains("card:77", world.Erasures.Known.Select(identity => identity.ToString()));
    }

    private static void OneStepAtATimeUntil(World world, Func<bool> holds)
    {
        for (var steps = 0; !holds(); steps++)
        {
            Assert.InRange(steps, 0, 1_000);
            foreach (var runner in world.Runners)
                if (runner.Step(1) > 0) break;
        }
    }
}
