namespace Tandem.Expressions.Tests.Cases;

public sealed class CaseTests
{
    [Theory]
    [InlineData("ada.rules")]
    public void Every_rule_of_a_case_file_holds_or_not_as_it_says(string name)
    {
        var file = CaseFile.Read(name);
        Assert.NotEmpty(file.Cases);
        Assert.All(file.Cases, one =>
        {
            var rule = Rule.Compile(one.Rule, RuleScope.Journey);
            Assert.True(rule.IsOk, string.Join("\n", rule.Errors));
            Assert.True(rule.Value.Holds(file.Facts) == one.Holds, $"{one.Rule} gives {rule.Value.Evaluate(file.Facts)}");
            Assert.Equal(rule.Value.Evaluate(file.Facts), rule.Value.Explain(file.Facts).Value);
        });
    }
}
