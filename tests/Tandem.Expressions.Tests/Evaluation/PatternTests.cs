using Tandem.Expressions.Functions;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Evaluation;

public sealed class PatternTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("(a{1,10}b){5}", 55)]
    [InlineData("[]a{9}]{3}", 3)]
    [InlineData("\\{{2}x", 3)]
    [InlineData("a{b}", 4)]
    [InlineData("((a{1000}){1000}){1000}", 1_000_000)]
    [InlineData("((((", 1)]
    [InlineData("[", 1)]
    [InlineData("", 1)]
    public void A_patterns_size_counts_its_repeats(string pattern, int size) => Assert.Equal(size, PatternSize.Of(pattern));

    [Theory]
    [InlineData("(a{1,100}){1,90}b", "bad_pattern")]
    [InlineData("((a|b|c|aa|ab){1,10}.*){1,5}z", "too_much_work")]
    [InlineData("(a?){300}a{300}b", "too_much_work")]
    public void A_pattern_made_to_be_slow_is_refused(string pattern, string code)
    {
        var program = Program.Compile($"text.matches('{pattern}')", Declarations.Of(("text", RuleType.String))).Value;
        Assert.Equal(code, program.Evaluate(new Dictionary<string, Value> { ["text"] = Value.Of(new string('a', 32_000)) }).AsError.Code);
    }

    [Theory]
    [InlineData("(.{1,9}N|b)", 100, true)]
    [InlineData("(.{1,900}N|b)", 30, false)]
    [InlineData(@"(\W\pL\W){240}N", 1_000, false)]
    [InlineData("aN", 2_000, false)]
    public void The_patterns_of_a_rule_are_bounded_together(string pattern, int count, bool isAllowed)
    {
        var text = string.Join(" || ", Enumerable.Range(0, count).Select(i => $"customer.traits.text.matches(r'{pattern.Replace("N", $"{i}")}')"));
        var rule = Rule.Compile(text, RuleScope.Segment);
        Assert.Equal(isAllowed, rule.IsOk);
        if (!isAllowed) Assert.Contains("too large together", rule.Errors[0].Message);

        // One that was not checked has the same bound.
        var program = Program.Compile(text.Replace("customer.traits.text", "text"), Declarations.Of(("text", RuleType.String)), check: false).Value;
        Assert.Equal(isAllowed ? ValueKind.Bool : ValueKind.Error, program.Evaluate(new Dictionary<string, Value> { ["text"] = Value.Of("") }).Kind);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("{9}", false)]
    public void A_class_counts_what_it_takes_to_tell_of_characters_beyond_the_basic_plane(string repeats, bool isAllowed)
    {
        var ranges = string.Concat(Enumerable.Range(0, 300).Select(i => $@"\x{{{0x10000 + i * 0x500:X}}}-\x{{{0x10000 + i * 0x500 + 0x410:X}}}"));
        var rule = Rule.Compile($"customer.traits.text.matches(r'[{ranges}]{repeats}')", RuleScope.Segment);
        Assert.Equal(isAllowed, rule.IsOk);
        if (!isAllowed) Assert.Contains("U+FFFF", rule.Errors[0].Message);
    }

    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("ada.example.com", false)]
    public void An_ordinary_pattern_has_work_to_spare(string text, bool matches)
    {
        var program = Program.Compile("[text, text, text].all(t, t.matches(r'^[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,63}\\.[a-z]{2,24}$'))", Declarations.Of(("text", RuleType.String))).Value;
        Assert.Equal(Value.Of(matches), program.Evaluate(new Dictionary<string, Value> { ["text"] = Value.Of(text) }));
    }
}
