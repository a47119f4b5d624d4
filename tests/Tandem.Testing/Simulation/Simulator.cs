using System.Collections.Concurrent;

namespace Tandem.Testing.Simulation;

/// <summary>The door to simulations: runs seeds, one or many, and makes the plans that fail short.</summary>
public static class Simulator
{
    /// <summary>The shortest failing plan of a seed; null when everything holds.</summary>
    public static SeedFailure? Run(int seed)
    {
        var plan = PlanMaker.Make(seed);
        return Try(plan) is { } failure ? new Shrinker(Try).Shrink(failure) : null;
    }

    /// <summary>Runs seeds on so many threads; stops early after some failures.</summary>
    /// <param name="progress">Called with the number of seeds done, from any of the threads.</param>
    public static IReadOnlyList<SeedFailure> Run(int from, int count, int threads, int maxFailures, Action<int>? progress = null)
    {
        var failures = new ConcurrentBag<SeedFailure>();
        var done = 0;
        Parallel.For(from, from + count, new ParallelOptions { MaxDegreeOfParallelism = threads }, (seed, loop) =>
        {
            if (Run(seed) is { } failure) failures.Add(failure);
            if (failures.Count >= maxFailures) loop.Stop();
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        return [.. failures.OrderBy(failure => failure.Seed)];
    }

    /// <summary>What fails when the plan runs; null when everything holds.</summary>
    internal static SeedFailure? Try(Plan plan)
    {
        try
        {
            using var simulation = new Simulation(plan);
            simulation.Run();
            return null;
        }
        catch (InvariantBrokenException broken)
        {
            return new(plan.Seed, broken.Invariant, broken.Message, plan);
        }
        catch (Exception fault)
        {
            // Whatever the engine throws is a finding: a fold that cannot go on.
            return new(plan.Seed, fault.GetType().Name, fault.ToString(), plan);
        }
    }
}
