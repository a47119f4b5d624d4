using System.Globalization;
using Tandem.Engine.Backfill;
using Tandem.Expressions;
using Tandem.Primitives;

namespace Tandem.Server.Audiences;

/// <summary>Segments that a rule asks for are what is stored of each customer; after a change of the rules that takes its time.</summary>
internal static class UnsettledSegments
{
    /// <returns>What to tell of it; nothing where the rule names no segment, or all are worked out.</returns>
    public static IEnumerable<Error> In(RuleReads reads, RestaterProgress progress)
    {
        if (reads.Segments.Count == 0 || progress.Phase == RestaterPhase.Done) yield break;
        var names = string.Join(", ", reads.Segments.Order(StringComparer.Ordinal));
        yield return new("segments_unsettled", string.Create(CultureInfo.InvariantCulture, $"The rules changed, and who is in {names} is still being worked out: {Math.Floor(progress.Overall * 100)}% is done. Until then some may count as before."));
    }
}
