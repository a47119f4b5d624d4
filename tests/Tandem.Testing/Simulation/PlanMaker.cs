using System.Collections.Immutable;
using Tandem.Primitives;
using Tandem.Storage.Memory;
using Tandem.Testing.Simulation.Actors;

namespace Tandem.Testing.Simulation;

/// <summary>
/// Draws a plan from a seed. Each seed has a character of its own: how often the process crashes, which actors are slow,
/// how far the clock moves. What is rare in the average is then common in some.
/// </summary>
internal sealed class PlanMaker
{
    private readonly Random random;
    private readonly People people;
    private readonly ImmutableArray<SimulatedAction>.Builder actions = ImmutableArray.CreateBuilder<SimulatedAction>();
    private readonly int shards;
    private readonly List<(Action Make, int Weight)> choices;
    private readonly (string Name, int Weight)[] actors;

    private PlanMaker(int seed)
    {
        random = new(seed);
        people = new(random);
        shards = 1 << random.Next(4);
        actors = [.. Process.ActorNames(shards).Select(name => (name, 1 + random.Next(6)))];
        choices =
        [
            (Call, 30), (Turn, 90 + random.Next(100)), (Rush, random.Next(8)), (OppositeLinks, random.Next(5)), (Chain, random.Next(4)), (Flood, random.Next(20) == 0 ? 1 : 0),
            (Publish, random.Next(4)), (Launch, random.Next(3)), (Undo, random.Next(8)), (Erase, Sometimes(6)), (Pass, random.Next(12)),
            (Crash, Sometimes(6)), (CrashAt, Sometimes(12)), (FillDisk, Sometimes(3)),
        ];
    }

    public static Plan Make(int seed)
    {
        var maker = new PlanMaker(seed);
        var length = maker.random.Next(60, 600);
        maker.Begin();
        while (maker.actions.Count < length) maker.random.Draw(maker.choices)();
        var maxWaiting = maker.random.Next(8) == 0 ? 10 + maker.random.Next(40) : 200_000;
        return new(seed, maker.shards, maxWaiting, maker.actions.ToImmutable());
    }

    /// <summary>Most workspaces have their rules before anything happens to anybody.</summary>
    private void Begin()
    {
        for (var workspace = 0; workspace < Plan.Workspaces; workspace++)
        {
            actions.Add(new SimulatedAction.Publish(workspace, random.Next(Rulebook.Recipes)));
            if (random.Next(3) > 0)
                foreach (var actor in new[] { AnnounceActor.ActorName, JournalActor.ActorName }) actions.Add(new SimulatedAction.Turn(workspace, actor, 1));
        }
    }

    private int Workspace => random.Next(Plan.Workspaces);

    private int Sometimes(int most) => random.Next(2) == 0 ? 0 : random.Next(1, most + 1);

    private void Call() => Everywhere(people.Some());

    /// <summary>Mostly in one workspace; sometimes the very same in all, which must know nothing of each other.</summary>
    private void Everywhere(ImmutableArray<Happening> happenings)
    {
        if (random.Next(4) > 0)
        {
            actions.Add(new SimulatedAction.Call(Workspace, happenings));
            return;
        }
        for (var workspace = 0; workspace < Plan.Workspaces; workspace++) actions.Add(new SimulatedAction.Call(workspace, happenings));
    }

    private void Turn() => actions.Add(new SimulatedAction.Turn(Workspace, random.Draw(actors), random.Next(3) == 0 ? random.Next(30) : random.Next(4)));

    /// <summary>Everybody steps a few times in order, so that long ways are walked to their end as well.</summary>
    private void Rush()
    {
        var workspace = Workspace;
        for (var times = random.Next(1, 4); times > 0; times--)
            foreach (var (actor, _) in actors)
                actions.Add(new SimulatedAction.Turn(workspace, actor, random.Next(1, 20)));
    }

    private void OppositeLinks()
    {
        var (first, second) = people.Opposites();
        Everywhere(first);
        if (random.Next(2) == 0) Rush();
        Everywhere(second);
    }

    private void Chain() => Everywhere(people.Chain());

    /// <summary>So much of one customer that its history leaves its state.</summary>
    private void Flood() => actions.Add(new SimulatedAction.Call(Workspace, people.Flood(random.Next(100, 500))));

    private void Publish() => actions.Add(new SimulatedAction.Publish(Workspace, random.Next(Rulebook.Recipes)));

    private void Launch() => actions.Add(new SimulatedAction.Launch(Workspace, random.Next(2) == 0 ? Rulebook.Campaign : Rulebook.SecondCampaign));

    private void Undo()
    {
        actions.Add(new SimulatedAction.Undo(Workspace, random.Next(100)));
        if (random.Next(3) == 0) Rush();
    }

    private void Erase()
    {
        actions.Add(new SimulatedAction.Erase(Workspace, random.Next(100)));
        if (random.Next(2) == 0) Rush();
    }

    private void Pass() => actions.Add(new SimulatedAction.Pass(random.Next(8) switch
    {
        0 => Duration.FromDays(random.Next(1, 40)),
        1 => Duration.FromDays(-random.Next(1, 4)),
        2 => Duration.FromSeconds(-random.Next(1, 400)),
        3 or 4 => Duration.FromHours(random.Next(1, 30)),
        _ => Duration.FromSeconds(random.Next(1, 900)),
    }));

    private void Crash() => actions.Add(new SimulatedAction.Crash());

    private void CrashAt() => actions.Add(new SimulatedAction.CrashAt(Workspace, (StorePoint)random.Next(4), random.Next(1, 6)));

    private void FillDisk()
    {
        var workspace = Workspace;
        actions.Add(new SimulatedAction.FillDisk(workspace, true));
        for (var steps = random.Next(20); steps > 0; steps--) Turn();
        if (random.Next(3) == 0) Crash();
        actions.Add(new SimulatedAction.FillDisk(workspace, false));
    }
}
