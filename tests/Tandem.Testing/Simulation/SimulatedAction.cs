using System.Collections.Immutable;
using Tandem.Primitives;
using Tandem.Storage.Memory;

namespace Tandem.Testing.Simulation;

/// <summary>
/// One thing that happens in a plan. Each makes sense whatever came before it, so that any of them can be left out of a
/// plan that fails, and the rest still runs.
/// </summary>
public abstract record SimulatedAction
{
    /// <summary>The same with less to it, for making a failing plan short.</summary>
    internal virtual IEnumerable<SimulatedAction> Smaller() => [];

    /// <summary>A caller sends interactions, all in one call.</summary>
    public sealed record Call(int Workspace, ImmutableArray<Happening> Happenings) : SimulatedAction
    {
        internal override IEnumerable<SimulatedAction> Smaller() => Happening.SmallerLists(Happenings).Select(fewer => this with { Happenings = fewer });

        public override string ToString() => $"workspace {Workspace}: accept {string.Join("; ", Happenings)}";
    }

    /// <summary>An actor of the process makes one step.</summary>
    /// <param name="Size">What the actor makes of it: entries, customers, messages; how many stay in memory.</param>
    public sealed record Turn(int Workspace, string Actor, int Size) : SimulatedAction
    {
        internal override IEnumerable<SimulatedAction> Smaller() => Size > 1 ? [this with { Size = 1 }] : [];

        public override string ToString() => $"workspace {Workspace}: {Actor} ({Size})";
    }

    /// <summary>Another ruleset goes live.</summary>
    public sealed record Publish(int Workspace, int Recipe) : SimulatedAction
    {
        public override string ToString() => $"workspace {Workspace}: publish recipe {Recipe}";
    }

    public sealed record Launch(int Workspace, string Campaign) : SimulatedAction
    {
        public override string ToString() => $"workspace {Workspace}: launch {Campaign}";
    }

    /// <summary>A merge is to be undone.</summary>
    /// <param name="Which">Of all that there are then, counted round and round.</param>
    public sealed record Undo(int Workspace, int Which) : SimulatedAction
    {
        public override string ToString() => $"workspace {Workspace}: undo merge {Which}";
    }

    /// <summary>A customer is to be erased.</summary>
    /// <param name="Which">Of all that there are then, counted round and round.</param>
    public sealed record Erase(int Workspace, int Which) : SimulatedAction
    {
        public override string ToString() => $"workspace {Workspace}: erase customer {Which}";
    }

    /// <summary>The clock moves, perhaps back.</summary>
    public sealed record Pass(Duration By) : SimulatedAction
    {
        public override string ToString() => $"the clock moves by {By}";
    }

    /// <summary>The process ends between two steps and starts again.</summary>
    public sealed record Crash : SimulatedAction
    {
        public override string ToString() => "crash";
    }

    /// <summary>The process will end when a workspace's store comes to a point for the so-many-th time.</summary>
    public sealed record CrashAt(int Workspace, StorePoint Point, int Times) : SimulatedAction
    {
        internal override IEnumerable<SimulatedAction> Smaller() => Times > 1 ? [this with { Times = 1 }] : [];

        public override string ToString() => $"workspace {Workspace}: crash {Point} the {Times}. time";
    }

    /// <summary>A workspace's disk is full from now on, or has room again.</summary>
    public sealed record FillDisk(int Workspace, bool IsFull) : SimulatedAction
    {
        public override string ToString() => $"workspace {Workspace}: the disk {(IsFull ? "is full" : "has room")}";
    }
}
