using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Past;

public sealed class AggregateTests
{
    private static readonly Gen<Happening> Happenings =
        from name in Gen.Elements("A", "B", "C")
        from minute in Gen.Choose(0, 12)
        from total in Gen.Elements<object?>(0.1, 0.2, 5.0, 7.25, 10.0, -3.0, "7", null, Happening.Nothing)
        from category in Gen.Elements<object?>("x", "y", "z", null, Happening.Nothing)
        select new Happening(name, minute, total, category);

    // In any order: what comes late may have happened long before.
    private static readonly Gen<(List<Happening> History, int Now)> Pasts =
        from history in Gen.Choose(0, 14).SelectMany(count => Gen.ListOf(Happenings, count))
        from now in Gen.Choose(6, 14)
        select (history.ToList(), now);

    [Fact]
    public void A_figure_is_what_going_through_the_history_by_hand_gives() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(PastFigure.All.ToArbitrary(), Pasts.ToArbitrary(), (figure, past) =>
        {
            var found = Aggregates.Of(figure.Text).Over([.. past.History.Select(one => one.ToEvent())], Happening.TimeOf(past.Now));
            var expected = figure.Answer(past.History, past.Now);
            return Equals(Plain(found), expected) ? true : throw new InvalidOperationException($"{figure.Text} at {past.Now} is {found}, not {expected ?? "missing"}: {string.Join("; ", past.History)}");
        }));

    [Fact]
    public void What_follows_is_looked_for_once_in_a_long_history()
    {
        Value[] history = [.. Enumerable.Range(0, 3_000).Select(i => Happened.At(TestTimes.DaysAgo(3_000 - i), i % 2 == 0 ? "A" : "B"))];
        var aggregate = Aggregates.Of("events(\"A\").followed_by(events(\"B\").where(e, lists.range(500).all(i, i >= 0)), \"1d\").count()");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Value.Of(1_500L), aggregate.Over(history, TestTimes.Now));
        // The condition makes a list of 500; tried for every pair of events they would be 2 million lists.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }

    [Fact]
    public void A_figure_does_not_depend_on_the_order_of_arrival_unless_it_is_about_the_first_or_last() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(PastFigure.All.Where(figure => !figure.Text.Contains("st()", StringComparison.Ordinal)).ToArbitrary(), Pasts.ToArbitrary(), (figure, past) =>
        {
            var aggregate = Aggregates.Of(figure.Text);
            Value[] events = [.. past.History.Select(one => one.ToEvent())];
            return aggregate.Over(events, Happening.TimeOf(past.Now)).Equals(aggregate.Over([.. events.Reverse()], Happening.TimeOf(past.Now)));
        }));

    [Fact]
    public void A_window_begins_just_after_its_length_before_now()
    {
        var aggregate = Aggregates.Of("events(\"A\").within(\"1d\").count()");
        Assert.Equal(Value.Of(0), aggregate.Over([Happened.DaysAgo(1, "A")], TestTimes.Now));
        Assert.Equal(Value.Of(1), aggregate.Over([Happened.At(new(TestTimes.DaysAgo(1).Micros + 1), "A")], TestTimes.Now));
    }

    [Theory]
    [InlineData("[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]", 1.0, 0.1)]
    [InlineData("[1e28, 0.1, -1e28]", 0.1, 0.03333333333333333)]
    [InlineData("[7.9e28, 7.9e28]", 1.58e29, 7.9e28)]
    [InlineData("[0.1, 0.2, 0.3]", 0.6, 0.2)]
    [InlineData("[1, \"2\", null, true, [3], 1e29, 2]", 3.0, 1.5)]
    [InlineData("[123456789012345.67, 0.01]", 123456789012345.68, 61728394506172.84)]
    [InlineData("[1e-30, -0.0]", 0.0, 0.0)]
    public void Sums_are_exact(string totals, double sum, double average)
    {
        Value[] events = [.. ValueJson.Read(System.Text.Encoding.UTF8.GetBytes(totals)).AsList.Select(total => Happened.DaysAgo(1, "A", $"{{\"total\": {total}}}"))];
        Assert.Equal(Value.Of(sum), Aggregates.Of("events(\"A\").sum(e, e.properties.total)").Over(events, TestTimes.Now));
        Assert.Equal(Value.Of(average), Aggregates.Of("events(\"A\").avg(e, e.properties.total)").Over(events, TestTimes.Now));
    }

    [Fact]
    public void Values_are_different_as_the_language_says()
    {
        Value[] events = [.. new[] { "1", "[1, {\"a\": 2}]", "[1, {\"a\": 2}]", "{}", "\"1\"", "true", "null" }.Select(value => Happened.DaysAgo(1, "A", $"{{\"a\": {value}}}"))];
        Assert.Equal(Value.Of(5), Aggregates.Of("events(\"A\").distinct(e, e.properties.a)").Over(events, TestTimes.Now));
        Assert.Equal(Value.Of(1), Aggregates.Of("events(\"A\").distinct(e, type(e.properties.a) == double ? 1 : has(e.properties.b) ? 1u : 1.0)").Over(events, TestTimes.Now));
        Assert.Equal(Value.Of(0), Aggregates.Of("events(\"A\").distinct(e, 0.0 / 0.0)").Over(events, TestTimes.Now));
    }

    [Fact]
    public void A_whole_event_is_found_as_it_was()
    {
        var late = Happened.DaysAgo(1, "A", """{"n": 2}""");
        Value[] events = [Happened.DaysAgo(1, "A", """{"n": 1}"""), late, Happened.DaysAgo(2, "A"), Happened.DaysAgo(0, "B")];
        Assert.Equal(late, Aggregates.Of("events(\"A\").last()").Over(events, TestTimes.Now));
    }

    [Fact]
    public void The_name_of_a_group_is_no_event()
    {
        var group = Value.Of(new Dictionary<Value, Value>(Happened.DaysAgo(1, "A").AsMap) { [Value.Of("type")] = Value.Of("group") });
        Assert.Equal(Value.Of(0), Aggregates.Of("events(\"A\").count()").Over([group], TestTimes.Now));
    }

    [Fact]
    public void A_condition_that_takes_too_much_work_leaves_the_event_out()
    {
        var items = $"{{\"items\": [{string.Join(", ", Enumerable.Range(0, 1_000))}]}}";
        var aggregate = Aggregates.Of("events(\"A\").where(e, e.properties.items.all(a, e.properties.items.all(b, a + b >= 0.0))).count()");
        Assert.Equal(Value.Of(0), aggregate.Over([Happened.DaysAgo(1, "A", items)], TestTimes.Now));
        Assert.Equal(Value.Of(1), aggregate.Over([Happened.DaysAgo(1, "A", """{"items": [1, 2, 3]}""")], TestTimes.Now));
    }

    private static object? Plain(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt,
        ValueKind.Double => value.AsDouble,
        ValueKind.Timestamp => (value.AsTimestamp - Happening.TimeOf(0)).Micros / 60_000_000,
        ValueKind.String => value.AsString,
        ValueKind.Null => "null",
        ValueKind.Error when value.AsError.Code == "no_such_key" => null,
        _ => throw new InvalidOperationException(value.ToString()),
    };
}
