using Tandem.Engine.Separation;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>Undoes merges, as the server does beside the traffic.</summary>
internal sealed class SeparateActor(Process process) : IActor
{
    public const string ActorName = "separate";

    private readonly Separator separator = new(
        process.Store, process.Store, process.Store, process.Runners, number => process.Durable.Rulesets[number], process.Durable.Separations);

    public string Name => ActorName;

    public void Ask(EntityId absorbed) => separator.Ask(absorbed);

    public bool Step(int size) => separator.Step();
}
