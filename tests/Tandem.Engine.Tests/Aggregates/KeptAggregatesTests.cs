using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Expressions;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Aggregates;

public sealed class KeptAggregatesTests
{
    private static readonly string[] Kept =
    [
        "events(\"A\").count() > 0", "events(\"A\").within(\"5m\").count() > 0", "events(\"A\").first().timestamp > timestamp(0)", "events(\"A\").last().timestamp > timestamp(0)",
        "events(\"A\").within(\"5m\").first().timestamp > timestamp(0)", "events(\"A\").within(\"5m\").last().timestamp > timestamp(0)",
    ];

    [Fact]
    public void What_is_kept_says_what_the_whole_history_says() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Gen.Elements(Kept).ToArbitrary(), Gen.Choose(0, 10).ListOf().ToArbitrary(), Gen.Choose(0, 15).ToArbitrary(), (rule, minutes, now) =>
        {
            var aggregate = Rule.Compile(rule, RuleScope.Segment).Value.Reads.Aggregates.Single();
            var customer = new Customer(new EntityId(1), new Identity("userId", "u"));
            foreach (var minute in minutes)
            {
                if (customer.Tally("A") is null) customer.Events.Add(new EventTally("A"));
                customer.Tally("A")!.Add(At(minute));
            }
            var found = KeptAggregates.Read(aggregate, customer, At(now));
            var expected = aggregate.Over([.. minutes.Select(minute => Event(At(minute)))], At(now));
            return found.IsError ? expected.IsError && expected.AsError.Code == found.AsError.Code : found.Equals(expected);
        }));

    private static Instant At(int minute) => new(1_000_000_000_000_000L + minute * 60_000_000L);

    private static Value Event(Instant time) => Value.Of(new Dictionary<Value, Value> { [Value.Of("name")] = Value.Of("A"), [Value.Of("timestamp")] = Value.Of(time) });
}
