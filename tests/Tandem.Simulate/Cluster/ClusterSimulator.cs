using Tandem.Testing.Simulation;

namespace Tandem.Simulate.Cluster;

/// <summary>The door to simulations of several processes on one database.</summary>
public static class ClusterSimulator
{
    private static readonly SeedRunner Seeds = new(ClusterPlanMaker.Make, plan =>
    {
        using var simulation = new ClusterSimulation(plan);
        simulation.Run();
    });

    /// <inheritdoc cref="SeedRunner.Run(int)"/>
    public static SeedFailure? Run(int seed) => Seeds.Run(seed);

    /// <inheritdoc cref="SeedRunner.Run(int, int, int, int, Action{int})"/>
    public static IReadOnlyList<SeedFailure> Run(int from, int count, int threads, int maxFailures, Action<int>? progress = null)
    {
        // A sender that stands still keeps its thread.
        ThreadPool.SetMinThreads(64, 64);
        return Seeds.Run(from, count, threads, maxFailures, progress);
    }
}
