using System.Diagnostics;
using Tandem.Engine.Customers;
using Tandem.Engine.Experiments.Statistics;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Expressions;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Audiences;

/// <summary>
/// Counts who fulfils a rule within a time: looks at customers in random order until all were looked at or the time is over.
/// Thread-safe.
/// </summary>
/// <param name="start">Where the random order begins. The same for all counts of a process, so that of two rules the narrower never seems to have more.</param>
internal sealed class AudienceCounter(IEngine engine, IStateReader states, IJournal journal, EngineClock clock, double start)
{
    /// <summary>So many customers wait for a second look at most; of more it is only noted how many they are.</summary>
    private const int MostWaiting = 5_000;

    private const int FirstBatch = 16, LargestBatch = 500;

    private static readonly TimeSpan ShortBatch = TimeSpan.FromMilliseconds(40);

    /// <param name="began">When the question came: <see cref="Stopwatch.GetTimestamp"/>.</param>
    public RuleCount Count(Rule rule, CountTime time, long began, CancellationToken cancelled)
    {
        var audience = new Audience(rule, engine, states, journal);
        var (at, errors, waiting) = (clock.Now, 0L, new List<Customer>());
        long looked = 0, found = 0, open = 0;
        var isAll = true;
        foreach (var page in new CustomerPages(states, engine.ShardCount, start).Read())
        {
            if (looked > 0 && Stopwatch.GetElapsedTime(began) > (open > 0 ? time.States : time.All))
            {
                isAll = false;
                break;
            }
            cancelled.ThrowIfCancellationRequested();
            var now = clock.Now;
            foreach (var customer in page)
            {
                looked++;
                switch (audience.Test(customer, now))
                {
                    case Outcome.True: found++; break;
                    case Outcome.Error: errors++; break;
                    case null:
                        open++;
                        if (waiting.Count < MostWaiting) waiting.Add(customer);
                        break;
                }
            }
        }
        var (again, againFound, notCounted) = (0, 0L, new List<Error>());
        try
        {
            for (var size = FirstBatch; again < waiting.Count && (again == 0 || Stopwatch.GetElapsedTime(began) < time.All);)
            {
                var batchBegan = Stopwatch.GetTimestamp();
                foreach (var outcome in audience.TestAgain(waiting.GetRange(again, Math.Min(size, waiting.Count - again)), clock.Now, cancelled))
                {
                    again++;
                    if (outcome == Outcome.True) againFound++;
                    else if (outcome == Outcome.Error) errors++;
                }
                // Many at once are read faster, and one batch must not be longer than what is left of the time.
                if (Stopwatch.GetElapsedTime(batchBegan) < ShortBatch) size = Math.Min(size * 2, LargestBatch);
            }
        }
        catch (InvalidDataException damaged)
        {
            notCounted.Add(Unreadable(damaged));
        }
        var all = isAll ? looked : Math.Max(looked, (long)engine.Count(CountNames.Customers));
        var sample = new SampledCount(all, looked, found, open, again, againFound);
        var interval = sample.Interval();
        return new(
            sample.IsExact ? "exact" : "sample", (long)Math.Round(interval.Value), (long)Math.Floor(interval.Low), (long)Math.Ceiling(interval.High), all, looked, errors,
            !audience.AsksPast ? "none" : open == 0 ? "states" : "journal", audience.Since?.ToDateTimeOffset(), at.ToDateTimeOffset(),
            Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3), notCounted, rule.Warnings);
    }

    public static Error Unreadable(InvalidDataException damaged) =>
        new("past_unreadable", $"A part of the journal cannot be read, so that not everybody's past was looked through: {damaged.Message}") { Hint = "Restore the part from a backup." };
}
