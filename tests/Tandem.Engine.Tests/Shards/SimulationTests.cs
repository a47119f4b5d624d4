using Tandem.Testing.Simulation;

namespace Tandem.Engine.Tests.Shards;

/// <summary>
/// The whole engine in one thread, driven by plans that are drawn from seeds: <c>./dev simulate</c> runs more of them.
/// What must hold in each stands in the folder Invariants of the simulator.
/// </summary>
public sealed class SimulationTests
{
    /// <summary>Always the same ones, so that a test that passed yesterday fails because the code changed.</summary>
    private const int Seeds = 2_000;

    [Fact]
    public void Whatever_happens_everything_holds()
    {
        var failures = Simulator.Run(from: 1, Seeds, threads: 2, maxFailures: 3);
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
