using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Tests.Parsing;

public sealed class LimitTests
{
    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{1: ", "1", "}")]
    [InlineData("!", "true", "")]
    [InlineData("-", "x", "")]
    [InlineData("1 + (", "1", ")")]
    [InlineData("dyn(", "1", ")")]
    [InlineData("", "1", " + 1")]
    [InlineData("", "x", ".x")]
    [InlineData("", "x", "[0]")]
    [InlineData("", "x", ".f()")]
    [InlineData("true ? 1 : ", "1", "")]
    [InlineData("[1].all(x, ", "true", ")")]
    [InlineData("", "[1]", ".map(x, x)")]
    [InlineData("has(", "x.y", ")")]
    [InlineData("cel.bind(x, ", "1", ", x)")]
    [InlineData("", "x", ".?x")]
    [InlineData("", "x", "[?0]")]
    [InlineData("", "x", ".or(x)")]
    [InlineData("x.or(", "x", ")")]
    [InlineData("", "x", ".optMap(y, y)")]
    [InlineData("[?", "x", "]")]
    [InlineData("cel.bind(x, 1, ", "x", ")")]
    public void Deep_nesting_is_refused_and_never_overflows_the_stack(string open, string middle, string close)
    {
        foreach (var depth in new[] { 260, 5_000, 20_000 })
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth));
            var result = Program.Compile(text, Declarations.None, check: false);
            Assert.False(result.IsOk);
            Assert.Contains(result.Errors[0].Code, new[] { "too_deep", "too_long", "syntax" });
        }
    }

    [Theory]
    [InlineData("(", "1", ")", 240)]
    [InlineData("[", "1", "]", 240)]
    [InlineData("", "1", " + 1", 240)]
    [InlineData("1 + (", "1", ")", 120)]
    [InlineData("!", "true", "", 240)]
    [InlineData("[1].all(x, ", "true", ")", 80)]
    [InlineData("[1].all(i, x, ", "true", ")", 80)]
    [InlineData("cel.bind(x, [", "1", "], x)", 80)]
    [InlineData("optional.of(", "1", ")", 240)]
    [InlineData("", "optional.of({})", ".?x", 240)]
    [InlineData("", "optional.of(1)", ".or(optional.of(1))", 240)]
    [InlineData("", "optional.of(1)", ".optMap(x, x)", 240)]
    [InlineData("optional.none().or(", "optional.none()", ")", 240)]
    [InlineData("cel.bind(x, [1], ", "x", ")", 80)]
    public void Nesting_within_the_limit_is_evaluated_even_on_a_small_stack(string open, string middle, string close, int depth)
    {
        var text = string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth));
        var isError = true;
        var thread = new Thread(() => isError = Program.Compile(text, Declarations.None).Value.Evaluate(new Dictionary<string, Values.Value>()).IsError, maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.False(isError);
    }

    [Theory]
    [InlineData(10, 12, true)]
    [InlineData(15, 12, true)]
    [InlineData(120, 120, false)]
    public void Names_for_parts_count_as_what_they_stand_for(int names, int depth, bool isAllowed)
    {
        // Each name stands for a deep part that ends in the name before it.
        var text = "cel.bind(x0, 1, " + string.Concat(Enumerable.Range(1, names).Select(i => $"cel.bind(x{i}, {new string('[', depth)}x{i - 1}{new string(']', depth)}, ")) + $"dyn(x{names}) == 1" + new string(')', names + 1);
        var result = Program.Compile(text, Declarations.None);
        Assert.Equal(isAllowed, result.IsOk);
        if (!isAllowed) Assert.Equal("too_deep", result.Errors[0].Code);
        else Assert.Equal(Values.Value.False, result.Value.Evaluate(new Dictionary<string, Values.Value>()));
    }

    [Fact]
    public void A_long_list_of_conditions_is_not_deep()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 4_000).Select(i => $"x == {i}"));
        var program = Program.Compile(text, Declarations.Of(("x", RuleType.Int)));
        Assert.True(program.IsOk);
        Assert.True(program.Value.Evaluate(new Dictionary<string, Values.Value> { ["x"] = Values.Value.Of(3_999) }).IsTrue);
    }

    [Fact]
    public void A_text_full_of_unknown_names_is_refused_with_little_effort_and_with_its_first_mistakes()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in new[]
        {
            $"[1].map({new string('a', 40_000)}, [{string.Join(",", Enumerable.Repeat("b", 28_000))}])",
            string.Concat(Enumerable.Range(0, 100).Select(i => $"cel.bind({new string('v', 60)}{i}, 1, ")) + $"[{string.Join(",", Enumerable.Repeat(new string('w', 50), 1_700))}]{new string(')', 100)}",
        })
        {
            var errors = Rule.Compile(text, RuleScope.Segment).Errors;
            Assert.Equal(20, errors.Count());
            Assert.All(errors, error => Assert.Equal("unknown_name", error.Code));
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData("events(\"A\").within(\"999999999999999999w\").any()", "bad_duration")]
    [InlineData("events(\"A\").within(\"999999999999999999d999999999999999999w\").any()", "bad_duration")]
    [InlineData("999999999999999999w", "bad_token")]
    public void A_length_of_time_that_no_clock_has_is_refused(string text, string code) =>
        Assert.Equal(code, Rule.Compile(text, RuleScope.Segment).Errors[0].Code);

    [Fact]
    public void A_long_text_is_refused()
    {
        var result = Rule.Compile(new string(' ', 100 * 1024) + "true", RuleScope.Segment);
        Assert.Equal("too_long", result.Errors[0].Code);
    }

    [Fact]
    public void Limits_can_be_set()
    {
        Assert.Equal("too_deep", Rule.Compile("((((true))))", RuleScope.Segment, new FactTable(), new Limits(MaxDepth: 3)).Errors[0].Code);
        Assert.Equal("too_long", Rule.Compile("true || false", RuleScope.Segment, new FactTable(), new Limits(MaxLength: 10)).Errors[0].Code);
    }
}
