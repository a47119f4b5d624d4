using System.Diagnostics;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Expressions;
using Tandem.Primitives;
using Tandem.Server.Customers;
using Tandem.Server.Hosting;
using Tandem.Server.Segments;

namespace Tandem.Server.Audiences;

/// <summary>Shows customers who fulfil a rule and customers who do not, each with the reason. Thread-safe.</summary>
internal sealed class AudienceSampler(IEngine engine, IStateReader states, IJournal journal, EngineClock clock)
{
    /// <summary>How many of a page whose past must be looked through are, when nothing else was found.</summary>
    private const int LookedThrough = 32;

    /// <param name="wanted">How many who fulfil it, and how many who do not.</param>
    /// <param name="why">Whether each comes with the reason.</param>
    /// <param name="began">When the question came: <see cref="Stopwatch.GetTimestamp"/>.</param>
    public RuleSample Sample(Rule rule, (int In, int Out) wanted, bool why, TimeSpan time, double start, long began, CancellationToken cancelled)
    {
        var (audience, at, scanned) = (new Audience(rule, engine, states, journal), clock.Now, 0L);
        var (inside, outside, notCounted) = (new List<(Customer, Outcome)>(), new List<(Customer, Outcome)>(), new List<Error>());
        foreach (var page in new CustomerPages(states, engine.ShardCount, start).Read())
        {
            if ((inside.Count >= wanted.In && outside.Count >= wanted.Out) || Stopwatch.GetElapsedTime(began) > time) break;
            cancelled.ThrowIfCancellationRequested();
            var open = new List<Customer>();
            foreach (var customer in page)
            {
                scanned++;
                if (audience.Test(customer, at) is { } outcome) Take(customer, outcome);
                else if (open.Count < LookedThrough) open.Add(customer);
            }
            if (open.Count == 0 || notCounted.Count > 0 || (inside.Count >= wanted.In && outside.Count >= wanted.Out)) continue;
            try
            {
                var outcomes = audience.TestAgain(open, at, cancelled);
                for (var i = 0; i < open.Count; i++) Take(open[i], outcomes[i]);
            }
            catch (InvalidDataException damaged)
            {
                notCounted.Add(AudienceCounter.Unreadable(damaged));
            }
        }
        // Reasons first: what they cannot read is told with the answer.
        var (shownIn, shownOut) = (ShowAll(inside), ShowAll(outside));
        return new(shownIn, shownOut, scanned, at.ToDateTimeOffset(), Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3), notCounted);

        void Take(Customer customer, Outcome outcome)
        {
            var (into, most) = outcome == Outcome.True ? (inside, wanted.In) : (outside, wanted.Out);
            if (into.Count < most) into.Add((customer, outcome));
        }

        IReadOnlyList<SampledCustomer> ShowAll(List<(Customer, Outcome)> found) => [.. found.Select(one => Show(one.Item1, one.Item2))];

        SampledCustomer Show(Customer customer, Outcome outcome)
        {
            if (why && notCounted.Count == 0)
            {
                try
                {
                    return SampledCustomer.Of(customer, audience.Explain(customer, at, cancelled));
                }
                catch (InvalidDataException damaged)
                {
                    notCounted.Add(AudienceCounter.Unreadable(damaged));
                }
            }
            return SampledCustomer.Of(customer, outcome);
        }
    }

    /// <returns>An error where the rule asks for a past that cannot be read.</returns>
    public Result<RuleExplained> Explain(Rule rule, Customer customer, CancellationToken cancelled)
    {
        var at = clock.Now;
        try
        {
            var (outcome, why) = new Audience(rule, engine, states, journal).Explain(customer, at, cancelled);
            return new RuleExplained(CustomerMapping.Summary(customer), outcome == Outcome.True, SampledCustomer.NameOf(outcome), at.ToDateTimeOffset(), ExplanationModel.Of(why));
        }
        catch (InvalidDataException damaged)
        {
            return AudienceCounter.Unreadable(damaged);
        }
    }
}
