using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Aggregates;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Tests.Aggregates;

public sealed class TrackTests
{
    private static readonly Gen<Aggregate[]> Some = Gen.Choose(1, 5).SelectMany(count => Gen.ListOf(SomeAggregates.All, count)).Select(figures => figures.ToArray());

    [Fact]
    public void What_is_kept_says_at_every_moment_what_the_whole_history_says() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(Some.ToArbitrary(), Step.Some, (aggregates, steps) =>
        {
            var life = new Life(AggregateIndex.Of(aggregates));
            foreach (var step in steps) life.Do(step);
        }));

    [Fact]
    public void Storing_and_reading_in_between_changes_no_later_byte() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Some.ToArbitrary(), Step.Some, (aggregates, steps) =>
        {
            var (life, stored) = (new Life(AggregateIndex.Of(aggregates)), new Life(AggregateIndex.Of(aggregates)));
            foreach (var step in steps)
            {
                life.Do(step);
                stored.Do(step, storesAlways: true);
                for (var i = 0; i < life.Bytes.Length; i++) Assert.Equal(life.Bytes[i], stored.Bytes[i]);
            }
        }));
}
