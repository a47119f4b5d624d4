using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Identities;
using Tandem.Engine.Journeys;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Storage.Memory;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Shards;

/// <summary>
/// Random lives of a small workspace, by seed: people with shared devices, merges and conflicts, time, new rules, and
/// crashes at every kind of point. Whatever happens, the journal alone decides the states.
/// </summary>
public sealed class SimulationTests
{
    private const string Consent = """{"consent":{"categoryPreferences":{"email":true}}}""";

    [Theory]
    [MemberData(nameof(Seeds))]
    public void After_any_life_everything_accepted_is_folded_exactly_once(int seed)
    {
        var random = new Random(seed);
        using var world = new World(shards: 4) { BatchSize = random.Next(1, 8) };
        Publish(world, random);
        var accepted = Live(world, random);
        world.Settle();
        world.Checkpoint();

        var everybody = world.Everybody();
        Assert.Equal(accepted, everybody.Sum(customer => customer.Interactions) + world.Count(CountNames.Duplicates) + world.Count(CountNames.Unidentified));
        Assert.Equal(everybody.Count, world.Count(CountNames.Customers));
        Assert.All(everybody, customer => Assert.True(customer.MovingTo.IsNobody && customer.Linking.Count == 0 && customer.Parked.Count == 0, $"{customer.Anchor} is not at rest"));
        Assert.All(everybody, customer => Assert.True(MergeProtection.IsWithinLimits(world.Rules.Identities, customer, world.Clock.Now)));
        CountsAddUp(world, everybody);
        IdentitiesLeadHome(world, everybody);
        EveryEffectHasOneKey(world);
        TheJournalAloneDecides(world, random);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 150)];

    /// <summary>Some steps of life; answers how many interactions were accepted.</summary>
    private static int Live(World world, Random random)
    {
        var accepted = 0;
        for (var step = 0; step < 60; step++)
        {
            try
            {
                switch (random.Next(12))
                {
                    case 0:
                        world.Settle();
                        break;
                    case 1:
                        foreach (var runner in world.Runners.Where(_ => random.Next(2) == 0)) runner.Checkpoint(maxCached: random.Next(3));
                        break;
                    case 2:
                        world.Restart();
                        break;
                    case 3:
                        var point = (StorePoint)random.Next(4);
                        world.Restart(reached => reached == point && random.Next(6) == 0);
                        break;
                    case 4:
                        world.Pass($"{random.Next(1, 40)}d");
                        break;
                    case 5 when random.Next(3) == 0:
                        Publish(world, random);
                        break;
                    case 6:
                        foreach (var runner in world.Runners) runner.Step(random.Next(1, 4));
                        break;
                    default:
                        accepted += Happen(world, random);
                        break;
                }
            }
            catch (SimulatedCrashException)
            {
                // What was not durable was not accepted: count again from what the disk has.
                world.Restart();
                accepted = world.Store.Read(default).Count(entry => entry.Kind == EntryKind.Interaction);
            }
        }
        world.Restart();
        return world.Store.Read(default).Count(entry => entry.Kind == EntryKind.Interaction);
    }

    private static int Happen(World world, Random random)
    {
        var identities = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) switch
        {
            0 => $"userId:u{random.Next(4)}",
            1 => $"email:e{random.Next(4)}@example.com",
            2 => $"phone:+{random.Next(3)}",
            _ => $"anonymousId:a{random.Next(6)}",
        }).DistinctBy(identity => identity[..3]));
        // A message id that comes again now and then is a duplicate.
        var messageId = $"s{random.Next(400)}";
        var at = world.Clock.Now - Duration.FromDays(random.Next(3) == 0 ? random.Next(60) : 0);
        switch (random.Next(4))
        {
            case 0:
                world.Identify(identities, $$"""{"plan":"{{(random.Next(2) == 0 ? "pro" : "free")}}","t{{random.Next(5)}}":{{(random.Next(2) == 0 ? "null" : "1")}}}""", messageId, random.Next(2) == 0 ? Consent : "{}", historical: random.Next(5) == 0);
                break;
            case 1:
                world.Group(identities, $"g{random.Next(2)}");
                break;
            default:
                world.Track(identities, random.Next(3) == 0 ? "Visit" : "Order Completed", """{"total":12.5}""", messageId, at, historical: random.Next(5) == 0);
                break;
        }
        return 1;
    }

    private static void Publish(World world, Random random) => world.Publish(rules => rules with
    {
        Segments =
        [
            new("buyers", $$"""events("Order Completed").within("{{random.Next(10, 90)}}d").count() >= {{random.Next(1, 3)}}"""),
            new("lapsing", """events("Order Completed").any() && events("Order Completed").within("60d").none()"""),
            new("pros", "customer.traits.plan == 'pro' || in_segment('buyers')"),
        ],
        Templates = [new("mail", 1, "email", TemplatePurpose.Marketing, null, "s", "h", null)],
        Journeys = rules.Journeys.Count > 0 && random.Next(2) == 0 ? rules.Journeys : [.. rules.Journeys, new("win-back", rules.Journeys.Count + 1, new Trigger.OnSegment("lapsing"), Reentry.AfterExit,
        [
            new Step.Wait("wait", Duration.FromDays(random.Next(0, 5))),
            new Step.Branch("still", """in_segment("lapsing")""", [new Step.Send("send", "email", "mail")], [new Step.Exit("out")]),
        ])],
        Campaigns = [new("c", 1, "buyers", [new("a", "email", "mail", 1), new("control", null, null, 1)], [new("buy", "Order Completed", Duration.FromDays(30), "total")])],
    });

    private static void CountsAddUp(World world, List<Customer> everybody)
    {
        var expected = new Counts();
        foreach (var customer in everybody) IdentityFold.Count(expected, customer, 1);
        foreach (var (name, value) in expected.All) Assert.True(value == world.Count(name), $"{name}: {value} customers, counted {world.Count(name)}");
        foreach (var segment in world.Rules.Segments.Ordered) Assert.Equal(expected[CountNames.Segment(segment.Name)], world.Count(CountNames.Segment(segment.Name)));
    }

    private static void IdentitiesLeadHome(World world, List<Customer> everybody)
    {
        var owners = new Dictionary<Identity, EntityId>();
        foreach (var customer in everybody)
            foreach (var known in customer.Identities)
            {
                Assert.True(owners.TryAdd(known.Identity, customer.Id), $"{known.Identity} is two customers'");
                Assert.Equal(customer.Id, world.Find(known.Identity.ToString())!.Id);
            }
    }

    private static void EveryEffectHasOneKey(World world)
    {
        var messages = world.Messages();
        Assert.Equal(messages.Count, messages.Select(message => message.Key).Distinct().Count());
    }

    /// <summary>Folding the journal again from nothing, in other portions, gives the same states to the byte.</summary>
    private static void TheJournalAloneDecides(World world, Random random)
    {
        using var replay = world.Replay(random.Next(1, 50));
        var (first, second) = (world.States(), replay.States());
        Assert.Equal(first.Select(row => row.Id), second.Select(row => row.Id));
        foreach (var (left, right) in first.Zip(second))
        {
            Assert.Equal(left.Profile.ToArray(), right.Profile.ToArray());
            Assert.Equal(left.Work.ToArray(), right.Work.ToArray());
        }
        Assert.Equal(world.Messages().Select(message => message.Key).Order(), replay.Messages().Select(message => message.Key).Order());
    }
}
