using System.Diagnostics;
using System.Globalization;
using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Experiments.Statistics;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Expressions;
using Tandem.Primitives;
using Tandem.Server.Audiences;
using Tandem.Server.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Audiences;

/// <summary>Counting when there is not the time to look at everybody.</summary>
public sealed class AudienceCounterTests : IDisposable
{
    private const int People = 4_000;

    private readonly World world = new();
    private readonly List<Customer> all;

    public AudienceCounterTests()
    {
        for (var n = 0; n < People; n++)
        {
            world.Identify($"userId:u{n}", $$"""{"n":{{n}}}""");
            if (n % 2 == 0) world.Track($"userId:u{n}", "Ordered", """{"total":10}""");
        }
        world.Settle();
        world.Checkpoint();
        all = world.Everybody();
    }

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(0.03)]
    [InlineData(0.5)]
    [InlineData(0.999999)]
    public void Everybody_is_looked_at_once_wherever_it_begins(double start)
    {
        var read = new CustomerPages(world.Store, world.Runners.Count, start).Read().SelectMany(page => page).Select(customer => customer.Id).ToList();
        Assert.Equal(all.Select(customer => customer.Id).Order(), read.Order());
        Assert.Equal(People, read.Count);
    }

    [Fact]
    public void Those_who_are_looked_at_first_are_a_random_sample()
    {
        // Not everything that there is to know of them may be random in the order of looking: when they came, and every third, seventh … of them.
        Func<int, bool>[] kinds =
        [
            n => n < People / 10, n => n < People / 2, n => n >= People * 9 / 10, .. Enumerable.Range(2, 12).Select(every => (Func<int, bool>)(n => n % every == 0)),
            .. Enumerable.Range(0, 10).Select(digit => (Func<int, bool>)(n => n / 10 % 10 == digit)),
        ];
        var (held, asked) = (0, 0);
        foreach (var start in new[] { 0, 0.2, 0.4, 0.6, 0.8 })
        {
            var sample = new CustomerPages(world.Store, world.Runners.Count, start).Read().SelectMany(page => page).Take(People / 5).Select(Number).ToList();
            foreach (var kind in kinds)
            {
                var (interval, truth) = (new SampledCount(People, sample.Count, sample.Count(kind)).Interval(), Enumerable.Range(0, People).Count(kind));
                asked++;
                if (interval.Low <= truth && truth <= interval.High) held++;
            }
        }
        Assert.InRange(held / (double)asked, 0.90, 1);
    }

    [Fact]
    public void Without_the_time_for_all_it_says_how_sure_it_is()
    {
        var count = Counter(world.Store).Count(Rule("customer.traits.n < 1000"), new(TimeSpan.Zero, TimeSpan.Zero), Stopwatch.GetTimestamp(), default);
        Assert.Equal(("sample", "none", (long)People), (count.Method, count.Past, count.Customers));
        Assert.InRange(count.Scanned, 100, People / 2);
        Assert.InRange(1000, count.Low, count.High);
        Assert.True(count.Low < count.Count && count.Count < count.High);

        var past = Counter(world.Store).Count(Rule("events('Ordered').sum(e, e.properties.total) > 5"), new(TimeSpan.Zero, TimeSpan.Zero), Stopwatch.GetTimestamp(), default);
        Assert.Equal(("sample", "journal"), (past.Method, past.Past));
        Assert.InRange(People / 2, past.Low, past.High);
        Assert.InRange(past.High - past.Low, 1, People);
    }

    [Fact]
    public void With_the_time_it_is_exact()
    {
        var enough = new CountTime(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        var count = Counter(world.Store).Count(Rule("events('Ordered').sum(e, e.properties.total) > 5"), enough, Stopwatch.GetTimestamp(), default);
        Assert.Equal(("exact", People / 2, (long)People), (count.Method, count.Count, count.Scanned));
        Assert.Equal(People, Counter(world.Store).Count(Rule("customer.traits.plan == 'pro'"), enough, Stopwatch.GetTimestamp(), default).Errors);
    }

    [Fact]
    public void A_question_that_is_dropped_is_not_answered_to_the_end()
    {
        using var dropped = new CancellationTokenSource();
        var states = new CountingStates(world.Store) { AtPage = page => { if (page == 2) dropped.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => Counter(states).Count(Rule("customer.traits.n < 1000"), CountTime.Default, Stopwatch.GetTimestamp(), dropped.Token));
        Assert.Equal(2, states.Pages);
    }

    [Fact]
    public void What_of_the_past_cannot_be_read_is_said()
    {
        var damaged = new DamagedJournal(world.Store);
        var sampler = new AudienceSampler(new WorldEngine(world), world.Store, damaged, EngineClock.Real(world.Clock));
        var past = Rule("events('Ordered').sum(e, e.properties.total) > 5");

        var explained = sampler.Explain(past, all[0], default);
        Assert.Equal("past_unreadable", explained.Errors[0].Code);
        var sample = sampler.Sample(past, (3, 3), true, TimeSpan.FromMinutes(5), 0, Stopwatch.GetTimestamp(), default);
        Assert.Equal("past_unreadable", Assert.Single(sample.NotCounted).Code);

        // What is known anyhow is shown, without the reason, which needs the past.
        sample = sampler.Sample(Rule("customer.traits.n < 1000 || events('Ordered').sum(e, e.properties.total) > 5"), (3, 0), true, TimeSpan.FromMinutes(5), 0, Stopwatch.GetTimestamp(), default);
        Assert.Equal(3, sample.In.Count);
        Assert.All(sample.In, one => Assert.Equal("true", one.Outcome));
    }

    [Fact]
    public async Task Only_a_few_questions_run_at_once_and_one_that_is_dropped_makes_room()
    {
        using var desk = new AudienceDesk(new WorldEngine(world));
        using var dropped = new CancellationTokenSource();
        using var answer = new ManualResetEventSlim();
        var first = desk.Ask(_ => Waits(dropped.Token), default);
        var second = desk.Ask(_ => Waits(default), default);
        Assert.Null(await desk.Ask(_ => "third", default));

        await dropped.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        Assert.Equal("fourth", await desk.Ask(_ => "fourth", default));
        answer.Set();
        Assert.Equal("done", await second);

        string Waits(CancellationToken cancelled)
        {
            answer.Wait(cancelled);
            return "done";
        }
    }

    private AudienceCounter Counter(IStateReader states) => new(new WorldEngine(world), states, world.Store, EngineClock.Real(world.Clock), 0.3);

    private static int Number(Customer customer) => int.Parse(customer.Anchor.Value.AsSpan(1), CultureInfo.InvariantCulture);

    private static Rule Rule(string text) => Expressions.Rule.Compile(text, RuleScope.Segment).Value;

    /// <summary>A journal whose sealed parts cannot be read any more.</summary>
    private sealed class DamagedJournal(IJournal journal) : IJournal
    {
        public Position First => journal.First;

        public Position Last => journal.Last;

        public IEnumerable<Entry> Read(Position after) => throw new InvalidDataException("The part of 1 to 9 is damaged.");

        public IReadOnlyList<Entry> Find(IReadOnlyCollection<Position> positions) => throw new InvalidDataException("The part of 1 to 9 is damaged.");

        public IEnumerable<Entry> FindAccepted(Receipt receipt, int count, ShardId shard) => journal.FindAccepted(receipt, count, shard);

        public IReadOnlyList<PositionRange> Parts() => journal.Parts();

        public IEnumerable<PastInteraction> ReadInteractions(PositionRange range, IReadOnlySet<string> names) => throw new InvalidDataException("The part of 1 to 9 is damaged.");
    }

    private sealed class CountingStates(IStateReader states) : IStateReader
    {
        public required Action<int> AtPage { get; init; }

        public int Pages { get; private set; }

        public long Waiting => states.Waiting;

        public StatePage LoadPage(EntityId after, EntityId upTo, int max)
        {
            AtPage(++Pages);
            return states.LoadPage(after, upTo, max);
        }

        public IReadOnlyList<IdentityRow> LoadIdentities(IReadOnlyCollection<Identity> identities) => states.LoadIdentities(identities);

        public IReadOnlyList<IdentityRow> SearchIdentities(string prefix, int max) => states.SearchIdentities(prefix, max);

        public IReadOnlyList<StateRow> LoadStates(IReadOnlyCollection<EntityId> ids) => states.LoadStates(ids);

        public IReadOnlyList<EntityId> LoadIds(EntityId after, int max) => states.LoadIds(after, max);

        public IReadOnlyList<CountRow> SumCounts(string prefix) => states.SumCounts(prefix);

        public IReadOnlyList<TimelineChunk> LoadTimeline(EntityId id, int beforeChunk, int max) => states.LoadTimeline(id, beforeChunk, max);

        public IEnumerable<DispositionChunk> LoadDispositions(Position first, Position last) => states.LoadDispositions(first, last);

        public long WaitingFor(ShardId shard) => states.WaitingFor(shard);
    }
}
