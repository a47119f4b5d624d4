using System.Collections.Immutable;
using System.Diagnostics;

namespace Tandem.Testing.Simulation;

/// <summary>
/// Makes a failing plan short: leaves out halves, quarters and so on down to single actions, then makes what is left
/// smaller, as long as the same thing fails.
/// </summary>
internal sealed class Shrinker(Func<Plan, SeedFailure?> run)
{
    /// <summary>So long is enough; a plan that is not the shortest shows the fault as well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Stopwatch watch = new();

    public SeedFailure Shrink(SeedFailure failure)
    {
        watch.Restart();
        var before = int.MaxValue;
        while (failure.Plan.Actions.Length < before)
        {
            before = failure.Plan.Actions.Length;
            for (var size = before / 2; size >= 1; size /= 2) failure = WithoutChunks(failure, size);
            failure = Smaller(failure);
        }
        return failure;
    }

    private SeedFailure WithoutChunks(SeedFailure failure, int size)
    {
        // From the end, where what only came after the fault goes at once.
        for (var start = failure.Plan.Actions.Length - size; start > -size; start -= size)
        {
            var from = Math.Max(0, start);
            var actions = failure.Plan.Actions;
            var count = Math.Min(size, actions.Length - from);
            if (count > 0 && Still(failure, actions.RemoveRange(from, count)) is { } shorter) failure = shorter;
        }
        return failure;
    }

    private SeedFailure Smaller(SeedFailure failure)
    {
        for (var i = 0; i < failure.Plan.Actions.Length; i++)
            foreach (var smaller in failure.Plan.Actions[i].Smaller())
                if (Still(failure, failure.Plan.Actions.SetItem(i, smaller)) is { } found)
                {
                    failure = found;
                    break;
                }
        return failure;
    }

    private SeedFailure? Still(SeedFailure failure, ImmutableArray<SimulatedAction> actions) =>
        watch.Elapsed < Patience && run(failure.Plan with { Actions = actions }) is { } again && again.Invariant == failure.Invariant ? again : null;
}
