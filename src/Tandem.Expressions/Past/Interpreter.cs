using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Past;

/// <summary>Aggregates over a whole history, as plainly as they can be said: the measure for every faster way.</summary>
internal static class Interpreter
{
    private static readonly Value Timestamp = Value.Of("timestamp");
    private static readonly Value Never = Failures.Of(Failures.NoSuchKeyCode, "There is no such event.");
    private static readonly Value NoNumber = Failures.Of(Failures.NoSuchKeyCode, "There is no such event with a number.");

    public static Value Over(Aggregate aggregate, IReadOnlyList<Value> history, Instant now)
    {
        // Which events may follow is decided once, not once for each event that they may follow.
        var followings = aggregate.FollowedBy.Select(followed => (Followed: followed, Times: history.Where(followed.Events.Selects).Select(TimeOf).ToArray())).ToList();
        var events = history
            .Where(aggregate.Selects)
            .Where(one => aggregate.Window is not { } window || TimeOf(one) > now - window)
            .Where(one => followings.All(following => Follows(following.Followed, following.Times, TimeOf(one), now)))
            .ToList();
        return aggregate.Function switch
        {
            AggregateFunction.Count => Value.Of(events.Count),
            // Sorting keeps the order of arrival among those of one time.
            AggregateFunction.First => events.Count == 0 ? Never : aggregate.Of(events.OrderBy(TimeOf).First()),
            AggregateFunction.Last => events.Count == 0 ? Never : aggregate.Of(events.OrderBy(TimeOf).Last()),
            AggregateFunction.Distinct => Value.Of(DistinctValue.KeysOf(events.Select(aggregate.Of)).ToHashSet().Count),
            _ => OfNumbers(aggregate.Function, NumbersOf(events.Select(aggregate.Of))),
        };
    }

    private static bool Follows(Followed followed, Instant[] times, Instant time, Instant now)
    {
        var came = times.Any(later => later > time && later <= time + followed.Within);
        return followed.IsNegated ? !came && time + followed.Within <= now : came;
    }

    private static Value OfNumbers(AggregateFunction function, List<decimal> numbers) => function switch
    {
        AggregateFunction.Sum => Value.Of(SumOf(numbers).ToDouble()),
        _ when numbers.Count == 0 => NoNumber,
        AggregateFunction.Average => Value.Of(SumOf(numbers).ToAverage(numbers.Count)),
        AggregateFunction.Min => Value.Of((default(ExactSum) + numbers.Min()).ToDouble()),
        _ => Value.Of((default(ExactSum) + numbers.Max()).ToDouble()),
    };

    private static ExactSum SumOf(List<decimal> numbers) => numbers.Aggregate(default(ExactSum), (sum, number) => sum + number);

    private static List<decimal> NumbersOf(IEnumerable<Value> values)
    {
        var numbers = new List<decimal>();
        foreach (var value in values)
            if (ExactSum.TryRead(value, out var number)) numbers.Add(number);
        return numbers;
    }

    private static Instant TimeOf(Value @event) => @event.AsMap[Timestamp].AsTimestamp;
}
