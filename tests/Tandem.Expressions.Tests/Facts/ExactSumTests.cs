using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Facts;

public sealed class ExactSumTests
{
    private static readonly Gen<decimal> Numbers =
        from digits in Gen.Choose(int.MinValue, int.MaxValue)
        from more in Gen.Choose(0, int.MaxValue)
        from scale in Gen.Choose(0, 28)
        select new decimal(Math.Abs(digits), more, digits & 0xFFFF, digits < 0, (byte)scale);

    [Fact]
    public void What_is_taken_away_leaves_no_trace() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Numbers.ListOf().ToArbitrary(), Numbers.ToArbitrary(), (numbers, one) =>
        {
            var sum = numbers.Aggregate(default(ExactSum), (sum, number) => sum + number);
            var reversed = Enumerable.Reverse(numbers).Aggregate(default(ExactSum) + one, (sum, number) => sum + number);
            return reversed - one == sum && reversed == sum + one && numbers.Aggregate(sum, (rest, number) => rest - number) == default;
        }));

    [Fact]
    public void Many_numbers_at_once_come_to_what_they_come_to_one_by_one() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.OneOf(Numbers, Gen.Choose(-10_000, 10_000).Select(cents => cents / 100m)).ListOf().ToArbitrary(), numbers =>
            ExactSum.Of([.. numbers]) == numbers.Aggregate(default(ExactSum), (sum, number) => sum + number)));

    [Fact]
    public void A_double_of_a_common_size_comes_back_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).SelectMany(_ => Gen.Choose(1, int.MaxValue), (a, b) => a / (double)b).ToArbitrary(), number =>
            Math.Abs(number) < 1e-9 || (ExactSum.TryRead(Value.Of(number), out var read) && (default(ExactSum) + read).ToDouble() == number)));

    [Fact]
    public void An_average_is_the_nearest_double()
    {
        Assert.Equal(1.0 / 3, (default(ExactSum) + 1).ToAverage(3));
        Assert.Equal(-2.0 / 3, (default(ExactSum) - 2).ToAverage(3));
        Assert.Equal(0.1, (default(ExactSum) + 0.3m).ToAverage(3));
    }

    [Fact]
    public void What_is_no_number_is_not_read()
    {
        Value[] others = [Value.Of("1"), Value.True, Value.Null, Value.Of(double.NaN), Value.Of(double.NegativeInfinity), Value.Of(8e28), Value.Of((IReadOnlyList<Value>)[Value.Of(1)])];
        Assert.All(others, value => Assert.False(ExactSum.TryRead(value, out _)));
        Assert.True(ExactSum.TryRead(Value.Of(7ul), out var seven) && seven == 7);
    }
}
