using Tandem.Cli.Evaluating;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Cases;

/// <summary>The files beside these tests: customers, and rules with what each must say. <c>docs/rules.md</c> tells how to add to them.</summary>
public sealed class CaseTests
{
    private static readonly string Folder = Repository.File("tests", "Tandem.Expressions.Tests", "Cases");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_rule_of_a_case_file_says_what_the_file_expects(string name)
    {
        var failed = Read(name).Select(one => one.Run()).Where(outcome => !outcome.Passed).ToList();
        Assert.True(failed.Count == 0, string.Join("\n", failed));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_condition_is_tested_evaluated_and_explained_alike(string name) => Assert.All(Read(name), one =>
    {
        if (!Rule.Compile(one.Rule, RuleScope.Journey).TryGet(out var rule, out _)) return;
        var value = rule.Evaluate(one.Facts);
        // What turns out to be neither true nor false is no answer.
        Assert.Equal(value.Kind != ValueKind.Bool ? Outcome.Error : value.IsTrue ? Outcome.True : Outcome.False, rule.Test(one.Facts));
        Assert.Equal(value.IsTrue, rule.Holds(one.Facts));
        Assert.Equal(value, rule.Explain(one.Facts).Value);
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void The_canonical_form_of_a_rule_says_the_same(string name) => Assert.All(Read(name), one =>
    {
        var canonical = Expression.Parse(one.Rule).Value.Canonical;
        Assert.Null((one with { Rule = canonical, Because = [] }).Run().Got);
        Assert.Equal(canonical, Expression.Parse(canonical).Value.Canonical);
    });

    private static IReadOnlyList<RuleCase> Read(string name) => RuleCaseFile.Read(Path.Combine(Folder, name), TimeProvider.System);
}
