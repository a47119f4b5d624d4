using Tandem.Engine.Aggregates;
using Tandem.Engine.Backfill;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Expressions;
using Tandem.Expressions.Facts;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Audiences;

/// <summary>
/// The customers who fulfil a rule that nobody published: decided by what is kept of each customer, and where that does not
/// say, by what they did, as a backfill would bring it. For one question, and one thread at a time.
/// </summary>
internal sealed class Audience
{
    private readonly PastOnDemand pasts;
    private readonly HashSet<ulong>[] whole;
    private readonly AggregateIndex unkept;
    private readonly CustomerFacts first, second;
    private readonly Position journalBegins;
    private Customer? customer;
    private CustomerTracks? past;
    private Instant now;
    private bool isOpen;

    public Audience(Rule rule, IEngine engine, IStateReader states, IJournal journal)
    {
        Rule = rule;
        pasts = new(journal, states);
        var aggregates = rule.Reads.Aggregates;
        whole = [.. engine.Shards.Select(_ => new HashSet<ulong>())];
        if (aggregates.Count > 0)
        {
            foreach (var shard in engine.Shards)
            {
                var (kept, since) = shard.Read(state => (
                    aggregates.Where(state.Head.Aggregates.IsWhole).Select(aggregate => aggregate.Hash).ToList(),
                    aggregates.Where(state.Head.Aggregates.IsWhole).Max(aggregate => state.Head.Aggregates.Kept[aggregate.Hash].Since)));
                whole[shard.Id.Value].UnionWith(kept);
                if (since is not null && (Since is null || since > Since)) Since = since;
            }
        }
        unkept = AggregateIndex.Of(aggregates.Where(aggregate => whole.Any(kept => !kept.Contains(aggregate.Hash))));
        if (unkept.Count > 0) journalBegins = journal.First;
        if (journalBegins.Value > 1 && journal.Find([journalBegins]) is [var oldest] && (Since is null || oldest.At > Since)) Since = oldest.At;
        first = new() { IsWhole = IsKept, Otherwise = Counted };
        second = new() { IsWhole = IsKept, Otherwise = aggregate => past!.Read(aggregate, now) };
    }

    public Rule Rule { get; }

    /// <summary>From when on the past is known that the rule asks about; null where it is known whole.</summary>
    public Instant? Since { get; }

    /// <summary>Whether the rule asks about the past at all.</summary>
    public bool AsksPast => Rule.Reads.Aggregates.Count > 0;

    /// <summary>Whether it asks for what is not kept of everybody, so that a second look may be needed.</summary>
    public bool MayBeOpen => unkept.Count > 0;

    /// <summary>What the rule is for a customer; null where what is kept of them does not say.</summary>
    public Outcome? Test(Customer someone, Instant moment)
    {
        (customer, now, isOpen) = (someone, moment, false);
        var outcome = Rule.Test(first.Of(someone, moment));
        // What is not known is an error in the rule: where it comes to true or false all the same, it does so whatever that is.
        return isOpen && outcome == Outcome.Error ? null : outcome;
    }

    /// <summary>The same of those of whom that did not say, by what they did.</summary>
    /// <exception cref="InvalidDataException">A part of the journal is damaged.</exception>
    public IReadOnlyList<Outcome> TestAgain(IReadOnlyList<Customer> customers, Instant moment, CancellationToken cancelled)
    {
        var found = pasts.Of(customers, unkept, moment, cancelled);
        var outcomes = new Outcome[customers.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = Rule.Test(Whole(customers[i], found[i], moment));
        return outcomes;
    }

    /// <summary>Why the rule is what it is for a customer.</summary>
    /// <exception cref="InvalidDataException">A part of the journal is damaged.</exception>
    public (Outcome Outcome, Explanation Why) Explain(Customer someone, Instant moment, CancellationToken cancelled)
    {
        var found = unkept.Count == 0 ? new() : pasts.Of([someone], unkept, moment, cancelled)[0];
        return (Rule.Test(Whole(someone, found, moment)), Rule.Explain(Whole(someone, found, moment)));
    }

    private CustomerFacts Whole(Customer someone, CustomerTracks found, Instant moment)
    {
        (customer, past, now) = (someone, found, moment);
        return second.Of(someone, moment);
    }

    private bool IsKept(Aggregate aggregate) => whole[customer!.Id.Home.Value].Contains(aggregate.Hash);

    private Expressions.Values.Value? Counted(Aggregate aggregate)
    {
        if (PastOnDemand.IsKept(customer!, journalBegins) && CountedPast.Read(customer!, aggregate, now, Rule.Reads.Whether.Contains(aggregate)) is { } figure) return figure;
        isOpen = true;
        return null;
    }
}
