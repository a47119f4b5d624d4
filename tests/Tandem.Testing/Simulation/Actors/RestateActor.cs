using Tandem.Engine.Backfill;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>Brings everybody under new rules, a few customers at a time: the engine's restater, as the server drives it.</summary>
internal sealed class RestateActor(Process process) : IActor
{
    public const string ActorName = "restate";

    private readonly Restater restater = new(process.Store, process.Store, process.Store, process.Runners, number => process.Durable.Rulesets[number], customersPerPage: 3);

    public string Name => ActorName;

    public bool Step(int size) => restater.Step();
}
