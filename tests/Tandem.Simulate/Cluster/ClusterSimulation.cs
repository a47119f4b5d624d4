using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Memory;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing;
using Tandem.Testing.Simulation;
using Tandem.Simulate.Cluster.Invariants;
using Tandem.Testing.Simulation.Invariants;

namespace Tandem.Simulate.Cluster;

/// <summary>
/// Runs one plan: several processes on one database, in one thread, each driven when the plan says so; then lets everything
/// come to rest and checks what must hold. A process that stands still in the midst of something lets the plan go on inside.
/// </summary>
internal sealed class ClusterSimulation : IDisposable
{
    /// <summary>Rounds in which all processes step, after which everything must be at rest.</summary>
    private const int MaxRounds = 5_000;

    /// <summary>So many rounds without anything done mean that nothing is left: longer than a silent process keeps a shard.</summary>
    private const int QuietRounds = 50;

    private static readonly Duration Round = Duration.FromSeconds(0.1);

    private static readonly IInvariant[] Invariants =
    [
        new ClusterJournalKeepsItsWord(), new StatesAreThoseOfTheOracle(), new InteractionsAreFoldedOnce(), new IdentitiesLeadHome(), new AccountsReachTheirMembers(), new CountsAddUp(),
        new EffectsArePerformed(), new EffectsHaveOneSender(), new SegmentsAreTrue(), new HistoryIsTold(), new HistoricalStartsNothing(), new SeparatedHaveTheirOwn(),
    ];

    private readonly Plan plan;
    private readonly WorldClock clock = new(Calls.Time("2026-01-01T00:00:00Z"));
    private readonly Shared shared;
    private readonly MachineClock[] machines;
    private readonly ClusterNode[] nodes;
    private readonly bool[] isStopped;
    private readonly List<ClusterAction.Befall>[] ahead;
    private int next, started;
    private bool isAtRest;

    public ClusterSimulation(Plan plan)
    {
        this.plan = plan;
        shared = new(plan, clock);
        (isStopped, ahead) = (new bool[plan.Nodes], [.. Enumerable.Range(0, plan.Nodes).Select(_ => new List<ClusterAction.Befall>())]);
        machines = [.. Enumerable.Range(0, plan.Nodes).Select(_ => new MachineClock(clock))];
        nodes = [.. Enumerable.Range(0, plan.Nodes).Select(Start)];
    }

    /// <exception cref="InvariantBrokenException">Something does not hold.</exception>
    public void Run()
    {
        while (next < plan.Actions.Length) Do(plan.Actions[next++]);
        Rest();
        var rest = shared.At(clock.Now);
        foreach (var invariant in Invariants) invariant.Check(rest);
    }

    public void Dispose()
    {
        foreach (var node in nodes) node.Store.Crash();
    }

    private void Do(SimulatedAction action)
    {
        try
        {
            Happens(action);
        }
        catch (SimulatedCrashException)
        {
            for (var node = 0; node < nodes.Length; node++)
                if (nodes[node].HasEnded) nodes[node] = Start(node);
        }
    }

    private void Happens(SimulatedAction action)
    {
        switch (action)
        {
            case ClusterAction.Send send when !isStopped[send.Node]:
                nodes[send.Node].Call(send.Happenings);
                break;
            case ClusterAction.SendAgain again when !isStopped[again.Node]:
                foreach (var happenings in shared.TakeUnknown()) nodes[again.Node].Call(happenings);
                break;
            case ClusterAction.Step step when !isStopped[step.Node]:
                nodes[step.Node].Step(step.Actor, step.Size);
                break;
            case SimulatedAction.Publish publish:
                shared.Durable.Rulesets.Add(Rulebook.Get(shared.Durable.Rulesets.Count, publish.Recipe));
                break;
            case SimulatedAction.Launch launch:
                shared.Durable.Launches.TryAdd(launch.Campaign, false);
                break;
            case SimulatedAction.Undo undo when !isStopped[undo.Workspace]:
                nodes[undo.Workspace].Undo(undo.Which, shared.At(clock.Now));
                break;
            case SimulatedAction.Pass pass:
                Pass(pass.By);
                break;
            case ClusterAction.Kill kill:
                isStopped[kill.Node] = false;
                nodes[kill.Node].Store.Crash();
                nodes[kill.Node] = Start(kill.Node);
                StatesAreThoseOfTheOracle.CheckPrefix(shared.At(clock.Now));
                break;
            case ClusterAction.Stop stop:
                isStopped[stop.Node] = stop.IsStopped;
                break;
            case ClusterAction.Befall befall:
                ahead[befall.Node].Add(befall);
                break;
            case ClusterAction.SetClock set:
                machines[set.Node].Ahead = set.Ahead;
                break;
            case ClusterAction.Away away:
                shared.Database.IsAway = away.IsAway;
                break;
            case ClusterAction.Check:
                StatesAreThoseOfTheOracle.CheckPrefix(shared.At(clock.Now));
                break;
        }
    }

    private void Pass(Duration by)
    {
        clock.Now += by;
        shared.Database.EndIdle();
    }

    private ClusterNode Start(int node)
    {
        ahead[node].Clear();
        return new(shared, plan, machines[node], node, ++started, (self, call, isAfter) => Befalls(node, self, call, isAfter));
    }

    /// <summary>A process is about to ask for something, or has asked: what the plan has in store for it then.</summary>
    private void Befalls(int node, ClusterNode self, DatabaseCall? call, bool isAfter)
    {
        if (isAtRest || nodes[node] != self) return;
        var at = ahead[node].FindIndex(one => one.Request == call && one.IsAfter == isAfter);
        if (at < 0) return;
        var one = ahead[node][at];
        if (one.Times > 1)
        {
            ahead[node][at] = one with { Times = one.Times - 1 };
            return;
        }
        ahead[node].RemoveAt(at);
        switch (one.Accident)
        {
            case Accident.Kill:
                self.Store.Crash();
                break;
            // An attempt to send has a channel of its own.
            case Accident.LoseConnection when call is not null:
                throw new StorageUnavailableException("The connection is lost.");
            case Accident.StandStill:
                isStopped[node] = true;
                Pass(one.By);
                for (var times = one.Actions; times > 0 && next < plan.Actions.Length && !self.HasEnded; times--) Do(plan.Actions[next++]);
                if (nodes[node] == self) isStopped[node] = false;
                break;
        }
    }

    /// <summary>Lets everything happen that still must, without further accidents, until nothing is left to do.</summary>
    private void Rest()
    {
        isAtRest = true;
        Array.Clear(isStopped);
        shared.Database.IsAway = false;
        for (var (rounds, quiet) = (0, 0); quiet < QuietRounds || Later(); rounds++)
        {
            Ensure.That(rounds < MaxRounds, "everything comes to rest", () => $"after {rounds} rounds there is still something to do: {shared.WhatIsLeft()}");
            Pass(Round);
            var busy = false;
            foreach (var node in nodes) busy |= node.StepAll();
            quiet = busy ? 0 : quiet + 1;
        }
    }

    /// <summary>Moves time to where there is more to do; false where there is nothing any more.</summary>
    private bool Later()
    {
        if (shared.Database.Effects.Count == 0 && shared.IsDone) return false;
        Pass(Duration.FromSeconds(61));
        return true;
    }
}
