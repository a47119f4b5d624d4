using Tandem.Primitives;
using Tandem.Storage.Memory;
using Tandem.Testing.Simulation.Invariants;

namespace Tandem.Testing.Simulation;

/// <summary>
/// Runs one plan: two workspaces in one process and one thread, whose actors step when the plan says so; then lets
/// everything come to rest and checks what must hold.
/// </summary>
internal sealed class Simulation : IDisposable
{
    /// <summary>Rounds in which every actor steps, after which everything must be at rest.</summary>
    private const int MaxRounds = 1_000;

    private static readonly IInvariant[] Invariants =
    [
        new JournalKeepsItsWord(), new StatesAreThoseOfTheOracle(), new InteractionsAreFoldedOnce(), new IdentitiesLeadHome(), new AccountsReachTheirMembers(), new CountsAddUp(), new EffectsArePerformed(),
        new SegmentsAreTrue(), new SegmentsChangeInTime(), new HistoryIsTold(), new HistoricalStartsNothing(), new SeparatedHaveTheirOwn(), new ErasedAreGone(),
    ];

    private readonly Plan plan;
    private readonly WorldClock clock = new(Calls.Time("2026-01-01T00:00:00Z"));
    private readonly Durable[] durables = [.. Enumerable.Range(0, Plan.Workspaces).Select(_ => new Durable())];
    private readonly Ledger[] ledgers = [.. Enumerable.Range(0, Plan.Workspaces).Select(_ => new Ledger())];
    private readonly SimulatedAction.CrashAt?[] crashes = new SimulatedAction.CrashAt?[Plan.Workspaces];
    private readonly Process[] processes = new Process[Plan.Workspaces];

    public Simulation(Plan plan)
    {
        this.plan = plan;
        Start();
    }

    /// <exception cref="InvariantBrokenException">Something does not hold.</exception>
    public void Run()
    {
        foreach (var action in plan.Actions)
        {
            try
            {
                Do(action);
            }
            catch (SimulatedCrashException)
            {
                Restart();
            }
        }
        Rest();
        for (var workspace = 0; workspace < Plan.Workspaces; workspace++)
        {
            var rest = At(workspace);
            foreach (var invariant in Invariants) invariant.Check(rest);
        }
    }

    public void Dispose()
    {
        foreach (var process in processes) process.Dispose();
    }

    private AtRest At(int workspace) => new(
        durables[workspace], ledgers[workspace], StoredWorkspace.Of(new(durables[workspace].Disk, clock, plan.Shards), durables[workspace].Messages), clock.Now, plan.Shards);

    private void Do(SimulatedAction action)
    {
        switch (action)
        {
            case SimulatedAction.Call call:
                processes[call.Workspace].Call(call.Happenings);
                break;
            case SimulatedAction.Turn turn:
                processes[turn.Workspace].Step(turn.Actor, turn.Size);
                break;
            case SimulatedAction.Publish publish:
                var rulesets = durables[publish.Workspace].Rulesets;
                rulesets.Add(Rulebook.Get(rulesets.Count, publish.Recipe));
                break;
            case SimulatedAction.Launch launch:
                durables[launch.Workspace].Launches.TryAdd(launch.Campaign, false);
                break;
            case SimulatedAction.Undo undo:
                processes[undo.Workspace].Undo(undo.Which);
                break;
            case SimulatedAction.Erase erase:
                processes[erase.Workspace].Erase(erase.Which);
                break;
            case SimulatedAction.Pass pass:
                clock.Now += pass.By;
                break;
            case SimulatedAction.Crash:
                Restart();
                // What a process finds when it starts is what its journal gives up to there.
                for (var workspace = 0; workspace < Plan.Workspaces; workspace++) StatesAreThoseOfTheOracle.CheckPrefix(At(workspace));
                break;
            case SimulatedAction.CrashAt crash:
                crashes[crash.Workspace] = crash;
                break;
            case SimulatedAction.FillDisk fill:
                durables[fill.Workspace].Disk.IsFull = fill.IsFull;
                break;
        }
    }

    /// <summary>Lets everything happen that still must, without further accidents, until nothing is left to do.</summary>
    private void Rest()
    {
        Array.Clear(crashes);
        for (var workspace = 0; workspace < Plan.Workspaces; workspace++)
        {
            durables[workspace].Disk.IsFull = false;
            // What time did to the journal stays done: from here on the clock is right.
            var last = processes[workspace].Store.Read(default(Position)).LastOrDefault().At;
            if (last > clock.Now) clock.Now = last;
        }
        for (var rounds = 0; StepAll(); rounds++)
            Ensure.That(rounds < MaxRounds, "everything comes to rest", () => $"after {rounds} rounds there is still something to do");
    }

    private bool StepAll()
    {
        var busy = false;
        foreach (var process in processes) busy |= process.StepAll();
        if (busy) return true;
        var next = durables.Select(durable => durable.Messages.NextDue).OfType<Instant>().Select(due => due.Micros).DefaultIfEmpty(long.MinValue).Min();
        if (next <= clock.Now.Micros) return false;
        clock.Now = new(next);
        return true;
    }

    private void Restart()
    {
        foreach (var process in processes)
        {
            process.Store.Crash();
            process.Dispose();
        }
        Array.Clear(crashes);
        Start();
    }

    private void Start()
    {
        for (var workspace = 0; workspace < Plan.Workspaces; workspace++)
        {
            var mine = workspace;
            processes[workspace] = new(durables[workspace], ledgers[workspace], clock, plan, workspace, point => Crashes(mine, point));
        }
    }

    private bool Crashes(int workspace, StorePoint point)
    {
        if (crashes[workspace] is not { } crash || crash.Point != point) return false;
        crashes[workspace] = crash with { Times = crash.Times - 1 };
        return crash.Times <= 1;
    }
}
