using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Tests.Documentation;

/// <summary>The program that <c>docs/rules-reference.md</c> shows.</summary>
public sealed class ApiExampleTests
{
    [Fact]
    public void The_program_in_the_reference_is_this_one_and_does_what_it_says()
    {
        var table = new FactTable();                     // rules of one table share what is read of a customer
        var rule = Rule.Compile("customer.traits.age >= 18 && events(\"Order Completed\").within(\"30d\").count() >= 2", RuleScope.Segment, table);
        if (!rule.IsOk) throw new FormatException(string.Join("\n", rule.Errors));

        var ben = new History                            // or a FactSource of your own: one method, Read(Fact)
        {
            Traits = new Dictionary<string, Value> { ["age"] = Value.Of(36.0) },
            Events = [],
            Now = Instant.From(TimeProvider.System.GetUtcNow()),
        };
        bool holds = rule.Value.Holds(ben);              // an error counts as false; allocates nothing over traits
        Outcome outcome = rule.Value.Test(ben);          // True, False or Error
        Value value = rule.Value.Evaluate(ben);          // the error itself, where it is one
        Explanation why = rule.Value.Explain(ben);       // a tree: source, value, words, parts
        RuleReads reads = rule.Value.Reads;              // traits, segments, aggregates with their hashes, windows …

        var formula = Formula.Compile("customer.traits.age * 2.0", RuleScope.Segment);   // any type, over facts
        var program = Program.Compile("price * 1.19", Declarations.Of(("price", RuleType.Double)));   // bare CEL, over variables
        Value gross = program.Value.Evaluate(new Dictionary<string, Value> { ["price"] = Value.Of(100.0) });
        string canonical = Expression.Parse("a&&(b)").Value.Canonical;                   // the tree alone: ToJson, FromJson, Canonical

        Assert.Equal((false, Outcome.False, Value.False, false), (holds, outcome, value, why.Value.IsTrue));
        Assert.Equal("age is 36, needs at least 18", why.Children[0].Words);
        Assert.Equal(["Order Completed"], reads.Events);
        Assert.Equal(Value.Of(72.0), formula.Value.Evaluate(ben));
        Assert.Equal((Value.Of(119.0), "a && b"), (gross, canonical));

        var page = Assert.Single(MarkdownFile.Read("docs/rules-reference.md").Blocks, block => block.Info == "csharp");
        var source = File.ReadAllLines(Repository.File("tests", "Tandem.Expressions.Tests", "Documentation", "ApiExampleTests.cs")).Select(line => line.Trim());
        Assert.Contains(string.Join('\n', page.Text.Split('\n').Select(line => line.Trim())), string.Join('\n', source), StringComparison.Ordinal);
    }
}
