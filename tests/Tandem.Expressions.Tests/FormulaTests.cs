using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests;

public sealed class FormulaTests
{
    private static readonly History Ada = new()
    {
        Traits = new Dictionary<string, Value> { ["age"] = Value.Of(36.0) },
        Now = TestTimes.Now,
    };

    [Fact]
    public void A_formula_has_a_value_of_any_type_and_says_where_it_comes_from()
    {
        var formula = Formula.Compile("string(customer.traits.age) + \" years\"", RuleScope.Segment).Value;
        Assert.Equal(RuleType.String, formula.Type);
        Assert.Equal(Value.Of("36 years"), formula.Evaluate(Ada));
        Assert.Equal(Value.Of("36 years"), formula.Explain(Ada).Value);
        Assert.Contains("age is 36", formula.Explain(Ada).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_makes_an_error() =>
        Assert.Equal("no_such_key", Formula.Compile("customer.traits.size + 1.0", RuleScope.Segment).Value.Evaluate(Ada).AsError.Code);

    [Fact]
    public void A_formula_stops_at_its_limit_of_work()
    {
        var formula = Formula.Compile("lists.range(1000).map(a, lists.range(1000))", RuleScope.Segment, new Limits(MaxWork: 10_000)).Value;
        Assert.Equal("too_much_work", formula.Evaluate(Ada).AsError.Code);
    }

    [Fact]
    public void A_formula_is_held_to_a_scope_and_to_known_names()
    {
        Assert.Equal("not_in_scope", Formula.Compile("now", RuleScope.Segment).Errors[0].Code);
        Assert.Equal(Value.Of(TestTimes.Now), Formula.Compile("now", RuleScope.Journey).Value.Evaluate(Ada));
        var known = new Vocabulary { Traits = new Dictionary<string, RuleType> { ["age"] = RuleType.Double } };
        var warning = Assert.Single(Formula.Compile("customer.traits.aeg", RuleScope.Segment, vocabulary: known).Value.Warnings);
        Assert.Equal("Did you mean customer.traits.age?", warning.Hint);
    }
}
