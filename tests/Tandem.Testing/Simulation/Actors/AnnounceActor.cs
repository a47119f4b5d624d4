namespace Tandem.Testing.Simulation.Actors;

/// <summary>Tells all shards of the latest ruleset: when the process starts, in case it ended before, and of every one from then on.</summary>
internal sealed class AnnounceActor(Process process) : IActor
{
    public const string ActorName = "announce";

    private readonly PatientAccept accept = new(process.Store);
    private int announced;

    public string Name => ActorName;

    public bool Step(int size)
    {
        if (accept.IsWaiting) return accept.Poll() is not null;
        var latest = process.Durable.Latest.Number;
        if (announced == latest) return false;
        announced = latest;
        accept.Begin([.. process.Runners.Select(runner => Entries.Switch(runner.Id, latest))]);
        return true;
    }
}
