using System.Collections.Concurrent;

namespace Tandem.Testing.Simulation;

/// <summary>Runs seeds, one or many, and makes the plans that fail short.</summary>
/// <param name="make">Draws a plan from a seed.</param>
/// <param name="play">Runs a plan; throws where something does not hold.</param>
internal sealed class SeedRunner(Func<int, Plan> make, Action<Plan> play)
{
    /// <summary>The shortest failing plan of a seed; null when everything holds.</summary>
    public SeedFailure? Run(int seed) => Try(make(seed)) is { } failure ? new Shrinker(Try).Shrink(failure) : null;

    /// <summary>Runs seeds on so many threads; stops early after some failures.</summary>
    /// <param name="progress">Called with the number of seeds done, from any of the threads.</param>
    public IReadOnlyList<SeedFailure> Run(int from, int count, int threads, int maxFailures, Action<int>? progress = null)
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
    private SeedFailure? Try(Plan plan)
    {
        try
        {
            play(plan);
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
