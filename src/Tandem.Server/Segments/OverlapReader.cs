using System.Diagnostics;
using Tandem.Engine.Experiments.Statistics;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Governance.Definitions;
using Tandem.Server.Audiences;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>Counts who is in which of some segments, of everybody or, where there is not the time, of a random sample. Thread-safe.</summary>
internal sealed class OverlapReader(IEngine engine, IStateReader states, EngineClock clock)
{
    /// <param name="segments">At most 30, each once.</param>
    /// <param name="start">Where the random order begins, 0 to less than 1.</param>
    /// <param name="began">When the question came: <see cref="Stopwatch.GetTimestamp"/>.</param>
    public SegmentOverlap Read(IReadOnlyList<Definition> segments, TimeSpan time, double start, long began, CancellationToken cancelled)
    {
        var (at, counts, looked, isAll) = (clock.GetUtcNow(), new Dictionary<int, long>(), 0L, true);
        foreach (var page in new CustomerPages(states, engine.ShardCount, start).Read())
        {
            if (looked > 0 && Stopwatch.GetElapsedTime(began) > time)
            {
                isAll = false;
                break;
            }
            cancelled.ThrowIfCancellationRequested();
            foreach (var customer in page)
            {
                looked++;
                var combination = 0;
                for (var i = 0; i < segments.Count; i++)
                    if (customer.IsIn(segments[i].Name)) combination |= 1 << i;
                counts[combination] = counts.GetValueOrDefault(combination) + 1;
            }
        }
        var all = isAll ? looked : Math.Max(looked, (long)engine.Count(CountNames.Customers));
        var none = Of(counts.GetValueOrDefault(0));
        return new(
            all == looked ? "exact" : "sample", all, looked, at, Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3),
            [.. segments.Select((segment, i) => new OverlapSegment(segment.Name, segment.Title, all == looked ? counts.Where(count => (count.Key >> i & 1) != 0).Sum(count => count.Value) : (long)engine.Count(CountNames.Segment(segment.Name))))],
            [.. counts.Where(count => count.Key != 0).OrderByDescending(count => count.Value).ThenBy(count => count.Key).Select(count => Combination(count.Key, Of(count.Value)))],
            none);

        OverlapCount Of(long count)
        {
            var interval = new SampledCount(all, looked, count).Interval();
            return new((long)Math.Round(interval.Value), (long)Math.Floor(interval.Low), (long)Math.Ceiling(interval.High));
        }

        OverlapCombination Combination(int combination, OverlapCount count) =>
            new([.. segments.Where((_, i) => (combination >> i & 1) != 0).Select(segment => segment.Name)], count.Count, count.Low, count.High);
    }
}
