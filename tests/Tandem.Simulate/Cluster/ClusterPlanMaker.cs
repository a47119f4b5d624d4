using System.Collections.Immutable;
using Tandem.Primitives;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>Draws what happens to several processes on a database from a seed. Each seed has a character of its own.</summary>
internal sealed class ClusterPlanMaker
{
    private readonly Random random;
    private readonly People people;
    private readonly ImmutableArray<SimulatedAction>.Builder actions = ImmutableArray.CreateBuilder<SimulatedAction>();
    private readonly int shards, nodes, calm;
    private readonly List<(Action Make, int Weight)> choices;
    private readonly (string Name, int Weight)[] actors;

    private ClusterPlanMaker(int seed)
    {
        random = new(seed);
        people = new(random);
        shards = 1 << random.Next(1, 4);
        nodes = random.Next(2, 5);
        calm = random.Next(1, 6);
        actors = [.. ClusterNode.ActorNames.Select(name => (name, (ClusterNode.IsOften(name) ? 6 : 1) + random.Next(4)))];
        choices =
        [
            (Send, 25), (Step, 100 + random.Next(80)), (Rush, 2 + random.Next(8)), (OppositeLinks, random.Next(5)), (Chain, random.Next(4)),
            (Publish, random.Next(4)), (Launch, random.Next(3)), (Undo, random.Next(6)), (Pass, 20 + random.Next(30)), (SendAgain, random.Next(4)),
            (Kill, Sometimes(4)), (Stop, Sometimes(5)), (Befall, Sometimes(40)), (Away, Sometimes(4)), (SetClock, Sometimes(4)), (Sleep, 1 + Sometimes(8)), (Silence, Sometimes(6)), (Check, 1 + random.Next(2)),
        ];
    }

    public static Plan Make(int seed)
    {
        var maker = new ClusterPlanMaker(seed);
        var length = maker.random.Next(100, 700);
        maker.Begin();
        while (maker.actions.Count < length) maker.random.Draw(maker.choices)();
        return new(seed, maker.shards, maker.random.Next(10) == 0 ? 10 + maker.random.Next(40) : 200_000, maker.actions.ToImmutable()) { Nodes = maker.nodes };
    }

    private int Node => random.Next(nodes);

    private void Begin()
    {
        actions.Add(new SimulatedAction.Publish(0, random.Next(Rulebook.Recipes)));
        for (var node = 0; node < nodes; node++)
        {
            if (random.Next(2) == 0) SetClock(node);
            actions.Add(new ClusterAction.Step(node, ClusterNode.Beat, 1));
        }
        if (random.Next(3) > 0) Rush();
    }

    private int Sometimes(int most) => random.Next(3) == 0 ? 0 : random.Next(1, most + 1);

    private void Send() => Call(people.Some());

    private void Call(ImmutableArray<Happening> happenings) => actions.Add(new ClusterAction.Send(Node, happenings));

    private void SendAgain() => actions.Add(new ClusterAction.SendAgain(Node));

    private void Step() => actions.Add(new ClusterAction.Step(Node, random.Draw(actors), random.Next(3) == 0 ? random.Next(30) : random.Next(4)));

    /// <summary>All processes go on for a while, so that long ways are walked to their end as well.</summary>
    private void Rush()
    {
        for (var times = random.Next(1, 4); times > 0; times--)
            for (var node = 0; node < nodes; node++)
                foreach (var (actor, _) in actors) actions.Add(new ClusterAction.Step(node, actor, random.Next(1, 20)));
    }

    private void OppositeLinks()
    {
        var (first, second) = people.Opposites();
        Call(first);
        if (random.Next(2) == 0) Rush();
        Call(second);
    }

    private void Chain() => Call(people.Chain());

    private void Publish() => actions.Add(new SimulatedAction.Publish(0, random.Next(Rulebook.Recipes)));

    private void Launch() => actions.Add(new SimulatedAction.Launch(0, random.Next(2) == 0 ? Rulebook.Campaign : Rulebook.SecondCampaign));

    private void Undo()
    {
        actions.Add(new SimulatedAction.Undo(Node, random.Next(100)));
        if (random.Next(3) == 0) Rush();
    }

    private void Pass() => actions.Add(new SimulatedAction.Pass(random.Next(30) switch
    {
        0 => Duration.FromDays(random.Next(1, 30)),
        1 => Duration.FromHours(random.Next(1, 30)),
        2 or 3 => Duration.FromSeconds(random.Next(20, 200)),
        4 or 5 or 6 => Duration.FromSeconds(random.Next(1, 5)),
        _ => new Duration(random.Next(1, 400_000)),
    }));

    private void Kill() => actions.Add(new ClusterAction.Kill(Node));

    private void Stop()
    {
        var node = Node;
        actions.Add(new ClusterAction.Stop(node, true));
        Others(30);
        actions.Add(new ClusterAction.Stop(node, false));
    }

    private void Befall()
    {
        var call = random.Next(12) is var drawn and < 11 ? (DatabaseCall)drawn : (DatabaseCall?)null;
        var by = random.Next(3) switch { 0 => Duration.FromSeconds(random.Next(60, 200)), 1 => Duration.FromSeconds(random.Next(2, 5)), _ => new Duration(random.Next(1, 1_500_000)) };
        actions.Add(new ClusterAction.Befall(Node, (Accident)random.Next(3), call, random.Next(2) == 0, random.Next(1, 2 + calm), random.Next(1, 60), by));
    }

    /// <summary>A process falls asleep with messages in its hands, mostly for longer than it may keep them, while others send what waits.</summary>
    private void Sleep()
    {
        var sleeper = Node;
        Call(people.Buyers(random.Next(1, 4)));
        All(ClusterNode.Folding);
        // It leases what was put off and then what is new, records what others left and then its attempts, and at last their ends.
        var (request, isAfter, times) = random.Next(8) switch
        {
            0 => ((DatabaseCall?)null, false, 1),
            1 => (null, true, 1),
            2 => (DatabaseCall.Record, random.Next(2) == 0, 3),
            3 or 4 => (DatabaseCall.Lease, true, 2),
            _ => (DatabaseCall.Record, false, random.Next(1, 3)),
        };
        var before = actions.Count;
        actions.Add(new ClusterAction.Step(sleeper, ClusterNode.Effects, 1));
        for (var rounds = random.Next(1, 4); rounds > 0; rounds--) All([ClusterNode.Effects, .. random.Next(2) == 0 ? ClusterNode.Folding : []], but: sleeper);
        var by = random.Next(4) == 0 ? Duration.FromSeconds(random.Next(1, 60)) : Duration.FromSeconds(random.Next(61, 200));
        actions.Insert(before, new ClusterAction.Befall(sleeper, Accident.StandStill, request, isAfter, times, actions.Count - before - 1, by));
    }

    /// <summary>A process is silent until it has lost its shards, others take what is accepted meanwhile, and it goes on as if it had them.</summary>
    private void Silence()
    {
        var silent = Node;
        if (random.Next(2) == 0) actions.Add(new ClusterAction.Step(silent, ClusterNode.Read, random.Next(4)));
        actions.Add(new ClusterAction.Stop(silent, true));
        actions.Add(new SimulatedAction.Pass(random.Next(3) == 0 ? new Duration(random.Next(1, 60_000)) : Duration.FromSeconds(random.Next(2, 5))));
        actions.Add(new ClusterAction.Send((silent + 1) % nodes, [people.Next()]));
        for (var rounds = random.Next(1, 3); rounds > 0; rounds--) All(ClusterNode.Folding, but: silent);
        actions.Add(new ClusterAction.Stop(silent, false));
        for (var steps = random.Next(1, 5); steps > 0; steps--) actions.Add(new ClusterAction.Step(silent, random.Draw([(ClusterNode.Read, 2), ("fold 0", 1), ("fold 1", 1), (ClusterNode.Effects, 1)]), random.Next(4)));
    }

    /// <summary>These actors of all processes make a step, one process after the other.</summary>
    private void All(IReadOnlyList<string> names, int but = -1)
    {
        for (var node = 0; node < nodes; node++)
            foreach (var name in names.Where(_ => node != but)) actions.Add(new ClusterAction.Step(node, name, random.Next(1, 4)));
    }

    private void Away()
    {
        actions.Add(new ClusterAction.Away(true));
        Others(15);
        actions.Add(new ClusterAction.Away(false));
    }

    private void SetClock() => SetClock(Node);

    /// <summary>A little wrong, or by a year; ahead, or behind.</summary>
    private void SetClock(int node)
    {
        var wrong = random.Next(3) switch { 0 => Duration.FromDays(random.Next(1, 400)), 1 => Duration.FromSeconds(random.Next(1, 4_000)), _ => new Duration(random.Next(1, 500_000)) };
        actions.Add(new ClusterAction.SetClock(node, random.Next(2) == 0 ? wrong : new Duration(-wrong.Micros)));
    }

    private void Check() => actions.Add(new ClusterAction.Check());

    /// <summary>What happens while something is not as usual.</summary>
    private void Others(int most)
    {
        for (var steps = random.Next(most); steps > 0; steps--) random.Draw([(Send, 3), ((Action)Step, 15), (Pass, 3)])();
    }
}
