using Tandem.Engine.Aggregates;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Aggregates;

/// <summary>
/// Lets one customer, or two until they join, live through steps. Answers are read again only for aggregates that took
/// something or whose time came, as the engine does it, and are compared with those of the interpreter at every turn.
/// </summary>
internal sealed class Life(AggregateIndex index)
{
    private readonly int[] generations = [.. Enumerable.Range(1, index.Count)];
    private readonly One[] ones = [new(index), new(index)];
    private bool areJoined;
    private int number;

    public Instant Now { get; private set; } = Happening.Start;

    /// <summary>What each customer is stored as.</summary>
    public byte[][] Bytes => [.. ones.Select(one => Stored(one.Tracks))];

    public void Do(Step step, bool storesAlways = false)
    {
        switch (step)
        {
            case Step.Happens happens:
                var one = ones[areJoined ? 0 : happens.Who];
                var happening = new Happening(happens.Name, Now - Duration.FromMinutes(happens.MinutesAgo), happens.Order * 1_000L + number++, happens.Properties);
                one.History.Add(happening);
                var taken = new AggregateMask(index.Count);
                one.Tracks.Add(index, happening.Interaction, new(happening.Position), Now, generations, taken);
                one.ReadAgain(taken.Members(), Now);
                break;
            case Step.Passes passes:
                Pass(Now + new Duration(passes.Micros));
                break;
            case Step.Stores:
                Store();
                break;
            case Step.Joins when !areJoined:
                areJoined = true;
                ones[0].History.AddRange(ones[1].History);
                ones[0].Tracks.Merge(ones[1].Tracks, index, Now);
                ones[1] = new(index);
                ones[0].ReadAgain(Enumerable.Range(0, index.Count), Now);
                break;
        }
        if (storesAlways) Store();
        Check();
    }

    private void Store()
    {
        foreach (var one in ones) one.Tracks = CustomerTracks.Read(Stored(one.Tracks));
    }

    private static byte[] Stored(CustomerTracks tracks)
    {
        var to = new ByteWriter();
        tracks.Write(to);
        return to.ToArray();
    }

    /// <summary>Up to a moment, from one at which an answer can change to the next, and looks just before each, too.</summary>
    private void Pass(Instant until)
    {
        while (ones.Min(one => one.Tracks.Due ?? until) is var due && due < until)
        {
            Now = new(Math.Max(Now.Micros, due.Micros - 1));
            Check();
            Now = due;
            foreach (var one in ones) one.Advance(Now);
            Check();
        }
        Now = until;
        foreach (var one in ones) one.Advance(Now);
    }

    private void Check()
    {
        foreach (var one in ones) one.Check(Now);
    }

    private sealed class One
    {
        private readonly AggregateIndex index;
        private readonly Value[] answers;

        public One(AggregateIndex index)
        {
            this.index = index;
            answers = [.. index.All.Select(Track.ReadNothing)];
        }

        public CustomerTracks Tracks { get; set; } = new();

        public List<Happening> History { get; } = [];

        public void ReadAgain(IEnumerable<int> aggregates, Instant now)
        {
            foreach (var i in aggregates) answers[i] = Tracks.Read(index.All[i], now);
        }

        public void Advance(Instant now)
        {
            var passed = new AggregateMask(index.Count);
            Tracks.Advance(index, now, passed);
            ReadAgain(passed.Members(), now);
        }

        public void Check(Instant now)
        {
            Value[] history = [.. History.OrderBy(one => one.Position).Select(one => one.Event)];
            for (var i = 0; i < index.Count; i++)
            {
                var expected = index.All[i].Over(history, now);
                if (!IsSame(expected, answers[i])) throw Wrong(index.All[i], "was", answers[i], expected, now);
                var read = Tracks.Read(index.All[i], now);
                if (!IsSame(expected, read)) throw Wrong(index.All[i], "is", read, expected, now);
            }
        }

        private static bool IsSame(Value expected, Value found) => expected.IsError ? found.IsError && found.AsError.Code == expected.AsError.Code : expected.Equals(found);

        private InvalidOperationException Wrong(Aggregate aggregate, string word, Value found, Value expected, Instant now) =>
            new($"{aggregate} {word} {found}, not {expected}, at {now} over {string.Join("; ", History)}");
    }
}
