using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Erasure;

public sealed partial class EraseTests
{
    [Fact]
    public void Nothing_is_left_and_others_are_as_they_were()
    {
        using var world = Peopled();
        world.Checkpoint();
        var (ann, all) = (world.Find("userId:ann-7")!, world.Traces("ann-7", "ann@example.com", "tablet-7", "Aachen", "+49123"));
        Assert.NotEmpty(all);
        EntityId[] ids = [ann.Id, .. ann.Merged.Select(merged => merged.Id)];
        Assert.Equal(3, ids.Length);
        var acme = AccountFold.IdOf("acme", 8);
        var others = world.Others([.. ids, acme]);

        world.Erase(ann.Id);
        world.Checkpoint();

        Assert.Empty(world.Traces("ann-7", "ann@example.com", "tablet-7", "Aachen", "+49123"));
        Assert.Equal(others, world.Others([.. ids, acme]));
        Assert.Null(world.Find("userId:ann-7"));
        Assert.Null(world.Find("email:ann@example.com"));
        Assert.Equal(["bob"], world.FindAccount("acme")!.Members.Keys.Select(id => world.Find("userId:bob")!.Id == id ? "bob" : "?"));
        Assert.Equal((1, 1, 1, 0), ((int)world.Count(CountNames.Customers), (int)world.Count(CountNames.Segment("buyers")), (int)world.Count(CountNames.Journey("hello", "active")), world.Messages().Count(message => ids.Contains(message.Customer))));
        Assert.Equal(("e" + ann.Id, true), Assert.Single(world.Erasures.Completed));
        Assert.Contains("userId:ann-7", world.Erasures.Known.Select(identity => identity.ToString()));
        Assert.True(world.Erasures.Steps["journal"] > 10);
        // Time goes on without them.
        world.Pass("3d");
        Assert.Null(world.Find("userId:ann-7"));
    }

    [Fact]
    public void The_journal_that_is_left_can_be_folded_from_its_beginning()
    {
        using var world = Peopled();
        world.Erase(world.Find("userId:ann-7")!.Id);
        world.Track("userId:bob", "Came again");
        world.Settle();
        world.Checkpoint();

        using var again = world.Replay(batchSize: 5);

        Assert.Null(again.Find("userId:ann-7"));
        Assert.Equal(world.Find("userId:bob")!.Traits.Keys, again.Find("userId:bob")!.Traits.Keys);
        Assert.Equal(world.Find("userId:bob")!.Interactions, again.Find("userId:bob")!.Interactions);
    }

    [Fact]
    public void Until_the_journal_is_rewritten_it_gives_the_very_states_that_are()
    {
        using var world = Peopled();
        var ann = world.Find("userId:ann-7")!;
        world.Put(Order(world, ann.Id));
        world.Settle();
        world.Checkpoint();
        Assert.Null(world.Find("email:ann@example.com"));

        using var again = world.Replay(batchSize: 3);

        Assert.Equal(world.Others(), again.Others());
    }

    [Fact]
    public void Who_comes_again_is_somebody_new()
    {
        using var world = Peopled();
        var ann = world.Find("userId:ann-7")!;
        world.Erase(ann.Id);
        world.Identify("userId:ann-7 email:ann@example.com", """{"city":"Bonn"}""");
        world.Settle();

        var again = world.Find("email:ann@example.com")!;
        Assert.NotEqual(ann.Id, again.Id);
        Assert.Equal((1, "userId"), ((int)again.Interactions, again.Anchor.Kind));
        Assert.Empty(again.Merged);
    }

    [Fact]
    public void What_waits_of_one_who_became_part_of_another_leaves_the_outbox_with_them()
    {
        using var world = new World();
        world.Publish(rules => rules with { Journeys = [new("hello", 1, new Trigger.OnEvent("Came", null), Reentry.Once, [new Step.Send("hi", "email", "mail")])] });
        world.Settle();
        world.Track("email:ann@example.com", "Came");
        world.Settle();
        var email = world.Find("email:ann@example.com")!.Id;
        world.Identify("userId:ann-7 email:ann@example.com");
        world.Track("userId:bob", "Came");
        world.Settle();
        world.Checkpoint();
        var ann = world.Find("userId:ann-7")!;
        Assert.NotEqual(email.Home, ann.Id.Home);
        Assert.Contains(email, world.Messages().Select(message => message.Customer));

        world.Erase(ann.Id);
        world.Checkpoint();

        Assert.Equal([world.Find("userId:bob")!.Id], world.Messages().Select(message => message.Customer));
    }

    [Fact]
    public void Nobody_is_erased_who_is_not_there()
    {
        using var world = Peopled();
        world.Erase(EntityId.Make(new(3), EntityKind.Customer, 42));
        Assert.False(Assert.Single(world.Erasures.Completed).WasThere);
        Assert.Equal(2, world.Count(CountNames.Customers));
    }

    [Fact]
    public void The_end_of_the_process_after_any_step_forgets_nothing()
    {
        for (var steps = 0; ; steps++)
        {
            using var world = Peopled();
            var ann = world.Find("userId:ann-7")!;
            world.Checkpoint();
            world.Erasures.Add(new("e", ann.Id));
            var (eraser, done) = (world.NewEraser(), 0);
            for (; done < steps && !eraser.IsIdle; done++)
            {
                eraser.Step();
                world.Settle();
            }
            world.Restart();
            world.Finish(world.NewEraser());
            world.Checkpoint();

            Assert.Empty(world.Traces("ann-7", "ann@example.com", "tablet-7", "Aachen", "+49123"));
            Assert.True(Assert.Single(world.Erasures.Completed).WasThere);
            Assert.Equal(1, world.Count(CountNames.Customers));
            if (done < steps) return;
        }
    }

    private static Arrival Order(World world, EntityId id) => new(
        id.Home, EntryKind.Erase, new ErasureStart(id, world.Runners[id.Home.Value].Read(state => EraseFold.WhatIsKnown((Customers.Customer)state.Find(id)!))).ToBytes());

    /// <summary>Ann, who was two once, and Bob: both in a segment, an account, on a walk, and with a message that waits.</summary>
    private static World Peopled(int batchSize = 16)
    {
        var world = new World { BatchSize = batchSize };
        world.Publish(rules => rules with
        {
            Segments = [new("buyers", "events(\"Order Completed\").within(\"2d\").count() > 0")],
            Journeys = [new("hello", 1, new Trigger.OnEvent("Order Completed", null), Reentry.Once, [new Step.Send("hi", "email", "mail"), new Step.Wait("w", Duration.FromDays(1)), new Step.Send("bye", "email", "mail")])],
        });
        world.Settle();
        world.Identify("anonymousId:tablet-7", """{"city":"Aachen"}""");
        world.Identify("email:ann@example.com phone:+49123", """{"email":"ann@example.com"}""");
        world.Settle();
        world.Identify("userId:ann-7 email:ann@example.com", """{"city":"Aachen","email":"ann@example.com"}""");
        world.Settle();
        world.Identify("userId:ann-7 anonymousId:tablet-7");
        world.Settle();
        foreach (var who in new[] { "userId:ann-7", "userId:bob" })
        {
            world.Identify(who, """{"likes":"tea"}""");
            world.Group(who, "acme", """{"plan":"gold"}""");
            for (var visit = 0; visit < 450; visit++) world.Track(who, "Visit", $$"""{"number":{{visit}},"by":"{{who}}"}""");
            world.Track(who, "Order Completed", $$"""{"by":"{{who}}"}""");
            world.Settle();
        }
        return world;
    }
}
