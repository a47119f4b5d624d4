using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster.Actors;

/// <summary>A loop that is one call.</summary>
internal sealed class CallActor(string name, Func<int, bool> step) : IActor
{
    public string Name => name;

    public bool Step(int size) => step(size);
}
