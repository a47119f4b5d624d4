namespace Tandem.Testing.Simulation;

/// <summary>The door to simulations of one process: runs seeds, one or many, and makes the plans that fail short.</summary>
public static class Simulator
{
    private static readonly SeedRunner Seeds = new(PlanMaker.Make, plan =>
    {
        using var simulation = new Simulation(plan);
        simulation.Run();
    });

    /// <inheritdoc cref="SeedRunner.Run(int)"/>
    public static SeedFailure? Run(int seed) => Seeds.Run(seed);

    /// <inheritdoc cref="SeedRunner.Run(int, int, int, int, Action{int})"/>
    public static IReadOnlyList<SeedFailure> Run(int from, int count, int threads, int maxFailures, Action<int>? progress = null) => Seeds.Run(from, count, threads, maxFailures, progress);
}
