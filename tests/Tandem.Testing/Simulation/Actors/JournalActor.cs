namespace Tandem.Testing.Simulation.Actors;

/// <summary>Makes durable what waits, so many calls at a time.</summary>
internal sealed class JournalActor(Process process) : IActor
{
    public const string ActorName = "journal";

    public string Name => ActorName;

    public bool Step(int size) => process.Store.Step(size);
}
