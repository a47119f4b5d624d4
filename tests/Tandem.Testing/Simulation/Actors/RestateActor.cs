using Tandem.Engine.Backfill;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;

namespace Tandem.Testing.Simulation.Actors;

/// <summary>Brings everybody under new rules, a few customers at a time: the engine's restater, as the server drives it.</summary>
internal sealed class RestateActor(Process process) : IActor
{
    public const string ActorName = "restate";

    private readonly Restater restater = new(process.Store, process.Store, process.Store, process.Runners, number => process.Durable.Rulesets[number], Checkpoint, customersPerPage: 3);

    public string Name => ActorName;

    public bool Step(int size) => restater.Step();

    private static void Checkpoint(ShardRunner runner)
    {
        try
        {
            runner.Checkpoint(maxCached: 3_000);
        }
        catch (StorageFullException)
        {
            // It is asked again.
        }
    }
}
