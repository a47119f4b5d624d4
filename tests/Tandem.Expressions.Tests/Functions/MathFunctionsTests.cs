namespace Tandem.Expressions.Tests.Functions;

public sealed class MathFunctionsTests
{
    [Theory]
    [InlineData("math.greatest(1, 2.5, 2u) == 2.5 && math.least([3, 1.5, 2u]) == 1.5")]
    [InlineData("type(math.greatest(2, 2.0)) == int && type(math.greatest(2.0, 2)) == double")]
    [InlineData("math.greatest(9223372036854775807, 18446744073709551615u) == 18446744073709551615u")]
    [InlineData("math.sqrt(2.25) == 1.5 && math.sqrt(4) == 2.0 && math.sqrt(9u) == 3.0 && math.isNaN(math.sqrt(-1))")]
    [InlineData("math.round(2.5) == 3.0 && math.round(-2.5) == -3.0 && math.trunc(-1.9) == -1.0")]
    [InlineData("math.bitShiftRight(-1, 60) == 15 && math.bitShiftLeft(1, 63) == -9223372036854775808")]
    [InlineData("math.abs(-1.5) == 1.5 && math.isInf(-1.0 / 0.0) && math.sign(-0.1) == -1.0")]
    [InlineData("{'greatest': 1}.map(math, math == 'greatest') == [true]")]
    public void Numbers_are_compared_rounded_and_shifted(string text) => Expression.IsTrue(text);

    [Theory]
    [InlineData("math.greatest([])", "invalid_argument")]
    [InlineData("math.greatest(1.0, 0.0 / 0.0)", "invalid_argument")]
    [InlineData("math.least(dyn('a'))", "no_such_overload")]
    [InlineData("math.least(1, 2, dyn('a'))", "no_such_overload")]
    [InlineData("math.least([1, dyn('a')])", "no_such_overload")]
    [InlineData("math.abs(-9223372036854775807 - 1)", "overflow")]
    [InlineData("math.bitShiftLeft(1, -1)", "invalid_argument")]
    [InlineData("math.round(dyn(1))", "no_such_overload")]
    public void Other_values_are_errors(string text, string code) => Expression.Fails(text, code);
}
