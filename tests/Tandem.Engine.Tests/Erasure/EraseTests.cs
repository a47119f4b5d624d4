using Tandem.Engine.Dispositions;
using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Linking;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Erasure;

public sealed class EraseTests
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

    private static void OneStepAtATimeUntil(World world, Func<bool> holds)
    {
        for (var steps = 0; !holds(); steps++)
        {
            Assert.InRange(steps, 0, 1_000);
            foreach (var runner in world.Runners)
                if (runner.Step(1) > 0) break;
        }
    }

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
