using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests.Checking;

public sealed class VocabularyTests
{
    private static readonly Vocabulary Known = new()
    {
        Traits = new Dictionary<string, RuleType> { ["age"] = RuleType.Double, ["country"] = RuleType.String, ["tags"] = RuleType.ListOf(RuleType.String), ["favourite color"] = RuleType.Dyn },
        AccountTraits = new Dictionary<string, RuleType> { ["plan"] = RuleType.String },
        Events = new HashSet<string> { "Order Completed", "Cart Viewed" },
    };

    private static readonly Vocabulary Agreed = Known with { IsClosed = true };

    [Theory]
    [InlineData("customer.traits.coutry == \"de\"", "There is no trait `coutry`.", 17, "Did you mean customer.traits.country?")]
    [InlineData("has(customer.traits[\"favorite color\"])", "There is no trait `favorite color`.", 21, "Did you mean customer.traits.`favourite color`?")]
    [InlineData("customer.traits.?shoe_size.hasValue()", "There is no trait `shoe_size`.", 18, null)]
    [InlineData("account.traits.plann == \"gold\"", "There is no trait of accounts `plann`.", 16, "Did you mean account.traits.plan?")]
    [InlineData("events(\"Order Complete\").any()", "There is no event `Order Complete`.", 8, "Did you mean events(\"Order Completed\")?")]
    [InlineData("events(\"Cart Viewed\").followed_by(events(\"order completed\"), \"1d\").last().properties.total > 1", "There is no event `order completed`.", 42, "Did you mean events(\"Order Completed\")?")]
    public void A_name_that_nobody_knows_is_an_error_or_a_warning_with_the_nearest_known_one(string text, string message, int column, string? hint)
    {
        var refused = Rule.Compile(text, RuleScope.Segment, new FactTable(), vocabulary: Agreed);
        var warned = Rule.Compile(text, RuleScope.Segment, new FactTable(), vocabulary: Known);
        Assert.True(warned.IsOk);
        Assert.All<Error>([Assert.Single(refused.Errors), Assert.Single(warned.Value.Warnings)], error =>
        {
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
            Assert.Equal((column, hint), (error.Column!.Value, error.Hint));
        });
        Assert.Empty(Rule.Compile(text, RuleScope.Segment).Value.Warnings);
    }

    [Theory]
    [InlineData("customer.traits.age == \"36\"", "no_such_overload")]
    [InlineData("customer.traits.country > 3", "no_such_overload")]
    [InlineData("customer.traits.country", "not_a_condition")]
    [InlineData("customer.traits.?age.orValue(\"none\") == \"none\"", "no_such_overload")]
    [InlineData("customer.traits.tags.exists(tag, tag == 1)", "no_such_overload")]
    [InlineData("customer.traits.age > 18 && customer.traits.age + 1.0 < 30 && \"a\" in customer.traits.tags && customer.traits[\"favourite color\"] == 3", null)]
    [InlineData("has(customer.traits.age) && events(\"Cart Viewed\").any() && customer.identities.email != \"\"", null)]
    public void Known_types_are_checked(string text, string? code)
    {
        var compiled = Rule.Compile(text, RuleScope.Segment, new FactTable(), vocabulary: Agreed);
        Assert.Equal(code is null ? [] : [code], compiled.Errors.Select(error => error.Code));
        Assert.Equal(compiled.IsOk, Rule.Compile(text, RuleScope.Segment, new FactTable(), vocabulary: Known).IsOk);
    }

    [Fact]
    public void Where_nothing_is_known_of_a_kind_of_names_any_will_do()
    {
        var vocabulary = new Vocabulary { Events = new HashSet<string> { "A" }, IsClosed = true };
        Assert.True(Rule.Compile("customer.traits.x && account.traits.y && events(\"A\").any()", RuleScope.Segment, new FactTable(), vocabulary: vocabulary).IsOk);
    }
}
