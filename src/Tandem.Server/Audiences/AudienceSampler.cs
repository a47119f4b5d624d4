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

    public RuleSample Sample(Rule rule, int wantedIn, int wantedOut, TimeSpan time, double start, long began, CancellationToken cancelled)
    {
        var (audience, at, scanned) = (new Audience(rule, engine, states, journal), clock.Now, 0L);
        var (inside, outside, notCounted) = (new List<Customer>(), new List<Customer>(), new List<Error>());
        foreach (var page in new CustomerPages(states, engine.ShardCount, start).Read())
        {
            if ((inside.Count >= wantedIn && outside.Count >= wantedOut) || Stopwatch.GetElapsedTime(began) > time) break;
            cancelled.ThrowIfCancellationRequested();
            var open = new List<Customer>();
            foreach (var customer in page)
            {
                scanned++;
                if (audience.Test(customer, at) is { } outcome) Take(customer, outcome);
                else if (open.Count < LookedThrough) open.Add(customer);
            }
            if (open.Count == 0 || notCounted.Count > 0 || (inside.Count >= wantedIn && outside.Count >= wantedOut)) continue;
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
        return new(Explain(inside), Explain(outside), scanned, at.ToDateTimeOffset(), Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3), notCounted);

        void Take(Customer customer, Outcome outcome)
        {
            var (into, wanted) = outcome == Outcome.True ? (inside, wantedIn) : (outside, wantedOut);
            if (into.Count < wanted) into.Add(customer);
        }

        IReadOnlyList<SampledCustomer> Explain(List<Customer> customers) => [.. customers.Select(customer => Show(audience, customer, at, cancelled))];
    }

    public RuleExplained Explain(Rule rule, Customer customer, CancellationToken cancelled)
    {
        var at = clock.Now;
        var shown = Show(new Audience(rule, engine, states, journal), customer, at, cancelled);
        return new(shown.Customer, shown.Outcome == "true", shown.Outcome, at.ToDateTimeOffset(), shown.Why, []);
    }

    private static SampledCustomer Show(Audience audience, Customer customer, Instant at, CancellationToken cancelled)
    {
        var (outcome, why) = audience.Explain(customer, at, cancelled);
        return new(CustomerMapping.Summary(customer), outcome switch { Outcome.True => "true", Outcome.False => "false", _ => "error" }, ExplanationModel.Of(why));
    }
}
