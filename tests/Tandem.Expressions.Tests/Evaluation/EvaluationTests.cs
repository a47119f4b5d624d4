using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Evaluation;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getFullYear() == 2026")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getMonth() == 10")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getDate() == 22")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getDayOfMonth() == 21")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getDayOfWeek() == 0")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getDayOfYear() == 325")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getHours() == 10")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getMinutes('+05:45') == 15")]
    [InlineData("timestamp('2026-11-22T23:30:45.123Z').getDate('+02:00') == 23")]
    [InlineData("timestamp('2026-11-22T01:30:45.123Z').getDate('-02:00') == 21")]
    [InlineData("timestamp('2026-11-22T10:30:45.123Z').getMilliseconds() == 123")]
    [InlineData("timestamp('2026-11-22T10:00:00Z') + duration('1h') == timestamp('2026-11-22T11:00:00Z')")]
    [InlineData("timestamp('2026-11-22T10:00:00Z') - timestamp('2026-11-21T10:00:00Z') == duration('24h')")]
    [InlineData("duration('1h30m') - duration('-30m') == duration('2h')")]
    [InlineData("duration('-1.5s').getMilliseconds() == -500")]
    [InlineData("duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90")]
    [InlineData("string(duration('1m1.5s')) == '61.5s'")]
    [InlineData("string(timestamp(0)) == '1970-01-01T00:00:00Z'")]
    [InlineData("int(timestamp('1969-12-31T23:59:59.5Z')) == -1")]
    [InlineData("duration('1ms') > duration('1us') && duration('1500ns') == duration('1us')")]
    [InlineData("'\\U0001F431' > '\\uFF5E'")]
    [InlineData("size('\\U0001F431') == 1")]
    [InlineData("'a1b'.matches('[0-9]') && !'ab'.matches('^[0-9]+$')")]
    [InlineData("{'a': {'b': [1, 2]}}.a.b[1] == 2")]
    [InlineData("{1: 'x'}[dyn(1.0)] == 'x' && {1u: 'x'}[dyn(1)] == 'x'")]
    [InlineData("[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]")]
    [InlineData("[[1], [2, 3]].map(x, x.map(y, y + size(x))) == [[2], [4, 5]]")]
    [InlineData("[1, 2].map(x, [3].map(x, x))[0] == [3]")]
    [InlineData("{'a': 1, 'b': 2}.filter(k, k != 'a') == ['b']")]
    [InlineData("type(timestamp(0)) == google.protobuf.Timestamp")]
    [InlineData("1 < 1.5 && 2u > 1.5 && 1 == 1u")]
    [InlineData("[1, 2] + [3] == [1, 2, 3] // the end\n")]
    public void An_expression_is_true(string text)
    {
        var program = Program.Compile(text, Declarations.None);
        Assert.True(program.IsOk, string.Join("\n", program.Errors));
        Assert.Equal(Value.True, program.Value.Evaluate(new Dictionary<string, Value>()));
    }

    [Theory]
    [InlineData("timestamp('9999-12-31T23:59:59Z') + duration('1h')", "range")]
    [InlineData("timestamp(253402300800)", "range")]
    [InlineData("duration('320000000000s')", "range")]
    [InlineData("timestamp('2026-11-22T10:00:00Z').getHours('Nowhere/City')", "invalid_argument")]
    [InlineData("'a'.matches(dyn('('))", "bad_pattern")]
    [InlineData("'a'.matches('(?=a)')", "bad_pattern")]
    [InlineData("int('1.5')", "invalid_argument")]
    [InlineData("dyn(1).foo", "no_such_overload")]
    [InlineData("{'a': 1}.b", "no_such_key")]
    [InlineData("dyn(1)[0]", "no_such_overload")]
    [InlineData("dyn('a') + dyn(1)", "no_such_overload")]
    public void An_expression_fails_with_a_code(string text, string code) =>
        Assert.Equal(code, Program.Compile(text, Declarations.None).Value.Evaluate(new Dictionary<string, Value>()).AsError.Code);

    [Theory]
    [InlineData("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", 10)]
    [InlineData("x", 20)]
    public void Loops_in_loops_end_when_the_work_is_used_up(string range, int depth)
    {
        var text = string.Concat(Enumerable.Range(0, depth).Select(i => $"{range}.all(v{i}, ")) + "true" + new string(')', depth);
        var value = Program.Compile(text, Declarations.Of(("x", RuleType.Dyn))).Value.Evaluate(new Dictionary<string, Value> { ["x"] = Value.Of(Enumerable.Repeat(Value.True, 100).ToList()) });
        Assert.Equal("too_much_work", value.AsError.Code);
    }

    [Theory]
    [InlineData("['aaaaaaaa']", "x + x")]
    [InlineData("[[1]]", "x + x")]
    public void A_value_that_doubles_at_every_step_ends_when_the_work_is_used_up(string start, string step)
    {
        var text = start + string.Concat(Enumerable.Repeat($".map(x, {step})", 60)) + " == []";
        Assert.Equal("too_much_work", Program.Compile(text, Declarations.None).Value.Evaluate(new Dictionary<string, Value>()).AsError.Code);
    }

    [Theory]
    [InlineData("true, ", "[", "true].size() > 0")]
    [InlineData("v || ", "", "v")]
    public void A_long_loop_over_a_large_condition_ends_when_the_work_is_used_up(string part, string before, string after)
    {
        var text = $"x.filter(v, {before}{string.Concat(Enumerable.Repeat(part, 5_000))}{after}) == []";
        var value = Program.Compile(text, Declarations.Of(("x", RuleType.Dyn))).Value.Evaluate(new Dictionary<string, Value> { ["x"] = Value.Of(Enumerable.Repeat(Value.False, 40_000).ToList()) });
        Assert.Equal("too_much_work", value.AsError.Code);
    }

    [Fact]
    public void Comparing_a_value_that_holds_itself_many_times_over_ends_when_the_work_is_used_up()
    {
        var doubled = "[[1]]" + string.Concat(Enumerable.Repeat(".map(x, [x, x])", 60));
        var value = Program.Compile($"{doubled} == {doubled}", Declarations.None).Value.Evaluate(new Dictionary<string, Value>());
        Assert.Equal("too_much_work", value.AsError.Code);
    }
}
