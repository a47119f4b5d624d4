using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Evaluation;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData("'\\U0001F431' > '\\uFF5E'")]
    [InlineData("size('\\U0001F431') == 1")]
    [InlineData("'a1b'.matches('[0-9]') && !'ab'.matches('^[0-9]+$')")]
    [InlineData("{'a': {'b': [1, 2]}}.a.b[1] == 2")]
    [InlineData("{1: 'x'}[dyn(1.0)] == 'x' && {1u: 'x'}[dyn(1)] == 'x'")]
    [InlineData("[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]")]
    [InlineData("[[1], [2, 3]].map(x, x.map(y, y + size(x))) == [[2], [4, 5]]")]
    [InlineData("[1, 2].map(x, [3].map(x, x))[0] == [3]")]
    [InlineData("{'a': 1, 'b': 2}.filter(k, k != 'a') == ['b']")]
    [InlineData("[5, 7].all(i, v, v > i) && {'a': 1}.exists(k, v, k == 'a' && v == 1)")]
    [InlineData("[3, 1].existsOne(i, v, i == v) && ![3, 3].exists_one(i, v, v == 3)")]
    [InlineData("{'a': 1, 'b': 2}.transformList(k, v, v > 1, k + 'x') == ['bx']")]
    [InlineData("[4, 5].transformMap(i, v, v * 2) == {0: 8, 1: 10}")]
    [InlineData("{'a': 1, 'b': 2}.transformMap(k, v, k != 'a', v + 1) == {'b': 3}")]
    [InlineData("{'a': 'x', 'b': 'y'}.transformMapEntry(k, v, {v: k}) == {'x': 'a', 'y': 'b'}")]
    [InlineData("[3, 1, 2].sortBy(x, -x) == [3, 2, 1] && [].sortBy(x, x) == []")]
    [InlineData("[{'n': 'b', 'a': 1}, {'n': 'a', 'a': 1}, {'n': 'c', 'a': 0}].sortBy(p, p.a).map(p, p.n) == ['c', 'b', 'a']")]
    [InlineData("cel.bind(a, 'x', cel.bind(b, a + 'y', a + b + a)) == 'xxyx'")]
    [InlineData("cel.bind(unused, 1 / 0, true)")]
    [InlineData("cel.bind(rows, [1, 2].map(a, [a].map(b, b + 1)), [5].map(c, [6].map(d, rows + [[c, d]]))) == [[[[2], [3], [5, 6]]]]")]
    [InlineData("[1, 2].map(x, cel.bind(y, x * 10, y + y)) == [20, 40]")]
    [InlineData("cel.bind(a, [1].map(i, i), cel.bind(b, a.map(j, j + a[0]), [0].map(k, b[k] + a[k]))) == [3]")]
    [InlineData("{'a': 1}.?a.orValue(0) == 1 && {'a': 1}.?b.orValue(0) == 0 && {'a': 1}[?'a'].value() == 1")]
    [InlineData("{'a': {'b': [5]}}.?a.b[0].orValue(0) == 5 && {'a': {}}.?a.b[0].orValue(0) == 0")]
    [InlineData("{'a': {'b': 1}}.?a.?b == optional.of(1) && {'a': {'b': 1}}.?a.?c == optional.none()")]
    [InlineData("[1][?0] == optional.of(1.0) && [1][?-1] == optional.none() && [1][?dyn(1u)] == optional.none()")]
    [InlineData("optional.of(1).or(optional.of(1 / 0)) == optional.of(1) && optional.of(1).orValue(1 / 0) == 1")]
    [InlineData("!optional.none().or(optional.none()).hasValue() && optional.none().or(optional.of(2)).value() == 2")]
    [InlineData("[0, '', 0.0, 0u, b'', [], {}, null, false, duration('0s'), timestamp(0)].all(x, !optional.ofNonZeroValue(x).hasValue())")]
    [InlineData("[1, ' ', [0], type(0), optional.none()].all(x, optional.ofNonZeroValue(x).hasValue())")]
    [InlineData("[?optional.of(1), 2, ?optional.none()] == [1, 2] && {?'a': optional.none(), ?'b': optional.of(1), 'c': 2} == {'b': 1, 'c': 2}")]
    [InlineData("optional.of(3).optMap(x, x * 2).value() == 6 && !optional.none().optMap(x, x * 2).hasValue()")]
    [InlineData("optional.of({'a': 1}).optFlatMap(m, m.?a) == optional.of(1) && !optional.of({'a': 1}).optFlatMap(m, m.?b).hasValue()")]
    [InlineData("[1, 2, 3].first().value() == 1 && [1, 2, 3].last().value() == 3 && ![].first().hasValue()")]
    [InlineData("optional.unwrap([optional.of(1), optional.none(), optional.of(2)]) == [1, 2] && [optional.none()].unwrapOpt() == []")]
    [InlineData("type(optional.of(1)) == optional_type && type(optional.none()) == type([1][?0])")]
    [InlineData("has({'a': {'b': 1}}.?a.b) && !has({'a': {}}.?a.b) && !has({}.?a.b) && !has(optional.none().a)")]
    [InlineData("[optional.of({'a': 1})].all(x, x.a == optional.of(1) && x.?a.hasValue() && x['a'].value() == 1 && has(x.a))")]
    [InlineData("cel.bind(o, {'a': 1}.?b, o.orValue(2) + o.orValue(3)) == 5")]
    [InlineData("optional.of(optional.none()).hasValue() && !optional.of(optional.none()).value().hasValue()")]
    [InlineData("{optional.of('a').value(): 1}.a == 1 && optional.none() != null")]
    [InlineData("[{'v': 1}, {}].map(x, x.?v.orValue(0)) == [1, 0]")]
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
    [InlineData("'a'.matches(dyn('('))", "bad_pattern")]
    [InlineData("'a'.matches('(?=a)')", "bad_pattern")]
    [InlineData("int('1.5')", "invalid_argument")]
    [InlineData("dyn(1).foo", "no_such_overload")]
    [InlineData("{'a': 1}.b", "no_such_key")]
    [InlineData("dyn(1)[0]", "no_such_overload")]
    [InlineData("dyn('a') + dyn(1)", "no_such_overload")]
    [InlineData("{'a': 'x', 'b': 'x'}.transformMapEntry(k, v, {v: k})", "repeated_key")]
    [InlineData("[1].transformMapEntry(k, v, dyn(v))", "no_such_overload")]
    [InlineData("[1, 'a'].sortBy(x, x)", "no_such_overload")]
    [InlineData("[[1]].sortBy(x, dyn(x))", "no_such_overload")]
    [InlineData("cel.bind(x, 1 / 0, x + x)", "divide_by_zero")]
    [InlineData("optional.none().value()", "no_value")]
    [InlineData("{'a': 1 / 0}.?a", "divide_by_zero")]
    [InlineData("dyn(1).?a", "no_such_overload")]
    [InlineData("[1][?dyn('a')]", "invalid_argument")]
    [InlineData("{'a': dyn(null)}.?a.b", "no_such_overload")]
    [InlineData("dyn(1).orValue(2)", "no_such_overload")]
    [InlineData("dyn(1).hasValue()", "no_such_overload")]
    [InlineData("[?dyn(1)]", "no_such_overload")]
    [InlineData("{?'a': dyn(1)}", "no_such_overload")]
    [InlineData("optional.of(1).optFlatMap(x, dyn(x))", "no_such_overload")]
    [InlineData("optional.of(1).optMap(x, x / 0)", "divide_by_zero")]
    [InlineData("optional.unwrap(dyn([1]))", "no_such_overload")]
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
    public void What_a_binding_names_is_evaluated_once()
    {
        // Evaluated 200 times it would take 2,000,000 units of work.
        var text = "cel.bind(n, x.filter(v, v > 0).size(), " + string.Join(" + ", Enumerable.Repeat("n", 200)) + ")";
        var value = Program.Compile(text, Declarations.Of(("x", RuleType.Dyn))).Value.Evaluate(new Dictionary<string, Value> { ["x"] = Value.Of(Enumerable.Repeat(Value.Of(1), 10_000).ToList()) });
        Assert.Equal(Value.Of(2_000_000), value);
    }

    [Fact]
    public void Comparing_a_value_that_holds_itself_many_times_over_ends_when_the_work_is_used_up()
    {
        var doubled = "[[1]]" + string.Concat(Enumerable.Repeat(".map(x, [x, x])", 60));
        var value = Program.Compile($"{doubled} == {doubled}", Declarations.None).Value.Evaluate(new Dictionary<string, Value>());
        Assert.Equal("too_much_work", value.AsError.Code);
    }
}
