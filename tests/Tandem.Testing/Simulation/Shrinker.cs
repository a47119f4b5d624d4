using System.Collections.Immutable;
using System.Diagnostics;
using Tandem.Primitives;

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
            foreach (var smaller in SmallerThan(failure.Plan.Actions[i]))
                if (Still(failure, failure.Plan.Actions.SetItem(i, smaller)) is { } found)
                {
                    failure = found;
                    break;
                }
        return failure;
    }

    private static IEnumerable<SimulatedAction> SmallerThan(SimulatedAction action)
    {
        switch (action)
        {
            case SimulatedAction.Call call:
                for (var i = 0; call.Happenings.Length > 1 && i < call.Happenings.Length; i++) yield return call with { Happenings = call.Happenings.RemoveAt(i) };
                for (var i = 0; i < call.Happenings.Length; i++)
                    foreach (var smaller in SmallerThan(call.Happenings[i])) yield return call with { Happenings = call.Happenings.SetItem(i, smaller) };
                break;
            case SimulatedAction.Turn { Size: > 1 } turn:
                yield return turn with { Size = 1 };
                break;
            case SimulatedAction.CrashAt { Times: > 1 } crash:
                yield return crash with { Times = 1 };
                break;
        }
    }

    private static IEnumerable<Happening> SmallerThan(Happening happening)
    {
        if (happening.Behind != default) yield return happening with { Behind = default(Duration) };
        if (happening.IsHistorical) yield return happening with { IsHistorical = false };
        if (happening.Body != "{}") yield return happening with { Body = "{}" };
        var identities = happening.Identities.Split(' ');
        for (var i = 0; identities.Length > 1 && i < identities.Length; i++)
            yield return happening with { Identities = string.Join(' ', identities.Where((_, index) => index != i)) };
    }

    private SeedFailure? Still(SeedFailure failure, ImmutableArray<SimulatedAction> actions) =>
        watch.Elapsed < Patience && run(failure.Plan with { Actions = actions }) is { } again && again.Invariant == failure.Invariant ? again : null;
}
