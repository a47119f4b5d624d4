namespace Tandem.Expressions.Tests.Functions;

public sealed class ConversionsTests
{
    [Theory]
    [InlineData("int('-9223372036854775808') == -9223372036854775807 - 1 && int('+5') == 5 && int(2.9) == 2 && int(-2.9) == -2 && int(5u) == 5")]
    [InlineData("uint('18446744073709551615') == 18446744073709551615u && uint(2.9) == 2u && uint(0) == 0u")]
    [InlineData("double('1e3') == 1000.0 && double('-Infinity') == -1.0 / 0.0 && double('NaN') != double('NaN') && double(5u) == 5.0")]
    [InlineData("string(b'\\xf0\\x9f\\x90\\xb1') == '\\U0001F431' && bytes('é') == b'\\xc3\\xa9' && string(true) == 'true' && string(5u) == '5'")]
    [InlineData("bool('true') && bool('t') && bool('1') && bool('TRUE') && bool('True') && !bool('false') && !bool('0')")]
    [InlineData("type(int) == type && type(type(1)) == type && string('a') == 'a' && dyn(1) == 1")]
    public void Values_become_values_of_another_kind(string text) => Expression.IsTrue(text);

    [Theory]
    [InlineData("int(9223372036854775808.0)", "range")]
    [InlineData("int(-9223372036854775808.0)", "range")]
    [InlineData("int(0.0 / 0.0)", "range")]
    [InlineData("int(9223372036854775808u)", "range")]
    [InlineData("uint(-1)", "range")]
    [InlineData("uint(-0.5)", "range")]
    [InlineData("uint(18446744073709551616.0)", "range")]
    [InlineData("double('1e400')", "range")]
    [InlineData("int('9223372036854775808')", "invalid_argument")]
    [InlineData("int(' 1')", "invalid_argument")]
    [InlineData("int('1\\x00')", "invalid_argument")]
    [InlineData("int('')", "invalid_argument")]
    [InlineData("uint('-1')", "invalid_argument")]
    [InlineData("double('1,5')", "invalid_argument")]
    [InlineData("double('0x10')", "invalid_argument")]
    [InlineData("bool('yes')", "invalid_argument")]
    [InlineData("string(b'\\xff')", "invalid_argument")]
    [InlineData("string(b'\\xed\\xa0\\x80')", "invalid_argument")]
    [InlineData("int(dyn(true))", "no_such_overload")]
    [InlineData("string(dyn(null))", "no_such_overload")]
    public void A_value_without_a_counterpart_is_an_error(string text, string code) => Expression.Fails(text, code);
}
