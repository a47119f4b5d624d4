using System.Collections.Immutable;
using Tandem.Primitives;
using Tandem.Storage.Memory.Shared;
using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>One thing that happens to several processes on a database.</summary>
internal abstract record ClusterAction : SimulatedAction
{
    /// <summary>A caller sends interactions to one of the processes, all in one call.</summary>
    internal sealed record Send(int Node, ImmutableArray<Happening> Happenings) : ClusterAction
    {
        internal override IEnumerable<SimulatedAction> Smaller() => Happening.SmallerLists(Happenings).Select(fewer => this with { Happenings = fewer });

        public override string ToString() => $"process {Node}: accept {string.Join("; ", Happenings)}";
    }

    /// <summary>Callers who do not know what became of their calls make them again, at another process.</summary>
    internal sealed record SendAgain(int Node) : ClusterAction
    {
        public override string ToString() => $"process {Node}: accept again what nobody knows of";
    }

    /// <summary>An actor of a process makes one step.</summary>
    internal sealed record Step(int Node, string Actor, int Size) : ClusterAction
    {
        internal override IEnumerable<SimulatedAction> Smaller() => Size > 1 ? [this with { Size = 1 }] : [];

        public override string ToString() => $"process {Node}: {Actor} ({Size})";
    }

    /// <summary>A process is killed, and another one starts in its place.</summary>
    internal sealed record Kill(int Node) : ClusterAction
    {
        public override string ToString() => $"process {Node}: killed";
    }

    /// <summary>A process stands still from now on, or goes on.</summary>
    internal sealed record Stop(int Node, bool IsStopped) : ClusterAction
    {
        public override string ToString() => $"process {Node}: {(IsStopped ? "stands still" : "goes on")}";
    }

    /// <summary>Something will befall a process when it asks the database for something the so-many-th time.</summary>
    /// <param name="Request">Null for the attempt to send a message.</param>
    /// <param name="IsAfter">When it is done, and the process has not heard of it.</param>
    /// <param name="Actions">For a standstill, how much happens elsewhere meanwhile.</param>
    /// <param name="By">For a standstill, how long it is at least.</param>
    internal sealed record Befall(int Node, Accident Accident, DatabaseCall? Request, bool IsAfter, int Times, int Actions, Duration By) : ClusterAction
    {
        internal override IEnumerable<SimulatedAction> Smaller()
        {
            if (Times > 1) yield return this with { Times = 1 };
            if (Actions > 1) yield return this with { Actions = Actions / 2 };
        }

        public override string ToString() =>
            $"process {Node}: {Accident} {(IsAfter ? "after" : "before")} the {Times}. {Request?.ToString() ?? "attempt"}{(Accident == Accident.StandStill ? $" for {By} and {Actions} actions" : "")}";
    }

    /// <summary>Somebody sets the clock of a process's machine, or it sets itself.</summary>
    internal sealed record SetClock(int Node, Duration Ahead) : ClusterAction
    {
        public override string ToString() => $"process {Node}: its machine shows {Ahead} more than it is";
    }

    /// <summary>Nobody can reach the database from now on, or everybody again.</summary>
    internal sealed record Away(bool IsAway) : ClusterAction
    {
        public override string ToString() => $"the database is {(IsAway ? "away" : "back")}";
    }

    /// <summary>Somebody looks whether what is stored is what the journal gives.</summary>
    internal sealed record Check : ClusterAction
    {
        public override string ToString() => "look";
    }
}

/// <summary>What befalls a process in the midst of something.</summary>
internal enum Accident
{
    /// <summary>It is killed.</summary>
    Kill,

    /// <summary>It loses its connection, and does not know what became of what it asked.</summary>
    LoseConnection,

    /// <summary>It stands still, and goes on as if nothing had been.</summary>
    StandStill,
}
