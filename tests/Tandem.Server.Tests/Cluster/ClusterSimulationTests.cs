using Tandem.Simulate.Cluster;

namespace Tandem.Server.Tests.Cluster;

/// <summary>
/// Several processes on one database in one thread, driven by plans that are drawn from seeds: <c>./dev simulate --cluster</c>
/// runs more of them.
/// </summary>
public sealed class ClusterSimulationTests
{
    /// <summary>Always the same ones, so that a test that passed yesterday fails because the code changed.</summary>
    private const int Seeds = 40;

    [Fact]
    public void Whatever_happens_to_processes_and_database_everything_holds()
    {
        var failures = ClusterSimulator.Run(from: 1, Seeds, threads: 2, maxFailures: 3);
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
