namespace Tandem.Expressions.Tests.Functions;

public sealed class StringFunctionsTests
{
    [Theory]
    [InlineData("'tacocat'.charAt(3) == 'o' && 'tacocat'.charAt(7) == '' && 'a\\U0001F431b'.charAt(1) == '\\U0001F431'")]
    [InlineData("'a\\U0001F431b'.indexOf('b') == 2 && 'a\\U0001F431b'.substring(1, 2) == '\\U0001F431' && 'a\\U0001F431b'.reverse() == 'b\\U0001F431a'")]
    [InlineData("'hello mellow'.indexOf('') == 0 && 'hello mellow'.indexOf('ello', 2) == 7 && 'hello mellow'.indexOf('jello') == -1 && 'abc'.indexOf('', 3) == 3")]
    [InlineData("'hello mellow'.lastIndexOf('') == 12 && 'hello mellow'.lastIndexOf('ello') == 7 && 'hello mellow'.lastIndexOf('ello', 6) == 1")]
    [InlineData("['hello', 'mellow'].join() == 'hellomellow' && ['hello', 'mellow'].join(' ') == 'hello mellow' && [].join('/') == ''")]
    [InlineData("'hello hello'.replace('he', 'we') == 'wello wello' && 'hello hello'.replace('he', 'we', 1) == 'wello hello' && 'hello hello'.replace('he', 'we', 0) == 'hello hello'")]
    [InlineData("'ab\\U0001F431'.replace('', '-') == '-a-b-\\U0001F431-' && 'abc'.replace('', '-', 2) == '-a-bc' && ''.replace('', '-') == '-'")]
    [InlineData("'aaa'.replace('a', '') == '' && 'aaa'.replace('aa', 'b') == 'ba'")]
    [InlineData("'a b c'.split(' ') == ['a', 'b', 'c'] && 'a b c'.split(' ', 0) == [] && 'a b c'.split(' ', 1) == ['a b c'] && 'a b c'.split(' ', 2) == ['a', 'b c'] && 'a b c'.split(' ', -1) == ['a', 'b', 'c']")]
    [InlineData("'abc'.split('') == ['a', 'b', 'c'] && 'abc'.split('', 2) == ['a', 'bc'] && ''.split('') == [] && ''.split(',') == [''] && ','.split(',') == ['', '']")]
    [InlineData("'tacocat'.substring(4) == 'cat' && 'tacocat'.substring(0, 4) == 'taco' && 'tacocat'.substring(7) == ''")]
    [InlineData("'  \\ttrim\\n\\u00a0\\u3000'.trim() == 'trim' && '\\u200btrim'.trim() != 'trim'")]
    [InlineData("'TacoCÆt'.lowerAscii() == 'tacocÆt' && 'tacocæt@[`{'.upperAscii() == 'TACOCæT@[`{'")]
    [InlineData("strings.quote('a\"b\\\\\\a\\x01') == '\"a\\\\\"b\\\\\\\\\\\\a\\x01\"'")]
    public void Text_is_searched_cut_and_made(string text) => Expression.IsTrue(text);

    [Theory]
    [InlineData("'%s %s'.format(['a', 1.0]) == 'a 1' && '%s'.format([1e300]) != '1e300' && '%s'.format([0.0000001]) == '0.0000001'")]
    [InlineData("'%d|%x|%X|%o|%b'.format([-30, -30, 30u, -8, -5]) == '-30|-1e|1E|-10|-101'")]
    [InlineData("'%x'.format([-9223372036854775807 - 1]) == '-8000000000000000' && '%o'.format([18446744073709551615u]) == '1777777777777777777777'")]
    [InlineData("'%.2f %.0f %.1f %f'.format([2.675, 0.5, 0.25, 1]) == '2.67 0 0.2 1.000000'")]
    [InlineData("'%.2e %.0e %e %.3e'.format([9.999, 2.5, 0.0, 12345u]) == '1.00e+01 2e+00 0.000000e+00 1.234e+04'")]
    [InlineData("'%.20f'.format([0.1]) == '0.10000000000000000555' && '%.1e'.format([5e-324]) == '4.9e-324' && '%.3f'.format([-0.0]) == '-0.000'")]
    [InlineData("'100%% of %s'.format([{'b': [null, true], 'a': b'x', 1: duration('90s')}]) == '100% of {1: 90s, a: x, b: [null, true]}'")]
    [InlineData("'%d'.format([1.5]) == '1.5' && '%s'.format([type(1)]) == 'int'")]
    public void Values_are_formatted_as_clauses_say(string text) => Expression.IsTrue(text);

    [Theory]
    [InlineData("'abc'.charAt(4)", "invalid_argument")]
    [InlineData("'abc'.charAt(-1)", "invalid_argument")]
    [InlineData("'abc'.indexOf('', 4)", "invalid_argument")]
    [InlineData("'abc'.lastIndexOf('a', 4)", "invalid_argument")]
    [InlineData("'abc'.substring(2, 1)", "invalid_argument")]
    [InlineData("'abc'.substring(0, 4)", "invalid_argument")]
    [InlineData("['a', dyn(1)].join()", "no_such_overload")]
    [InlineData("'%s %s'.format(['a'])", "invalid_argument")]
    [InlineData("'%'.format(['a'])", "invalid_argument")]
    [InlineData("'%.f'.format([1.0])", "invalid_argument")]
    [InlineData("'%.1001f'.format([1.0])", "invalid_argument")]
    [InlineData("'%d'.format(['a'])", "invalid_argument")]
    [InlineData("'%c'.format(['a'])", "invalid_argument")]
    [InlineData("base64.decode('a b=')", "invalid_argument")]
    [InlineData("base64.decode('a')", "invalid_argument")]
    public void What_cannot_be_is_an_error(string text, string code) => Expression.Fails(text, code);

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("123456789012345680000.0", "123456789012345680000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("-1.25e-9", "-1.25e-9")]
    [InlineData("0.0", "0")]
    [InlineData("-0.0", "-0")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("1.0 / 0.0", "Infinity")]
    [InlineData("-1.0 / 0.0", "-Infinity")]
    [InlineData("0.0 / 0.0", "NaN")]
    public void A_double_is_written_with_the_fewest_digits_that_read_back_as_it(string number, string text)
    {
        Assert.Equal(text, Expression.Evaluated($"string({number})").AsString);
        Assert.True(Expression.Evaluated($"'{text}' == 'NaN' || double('{text}') == {number}").IsTrue);
    }
}
