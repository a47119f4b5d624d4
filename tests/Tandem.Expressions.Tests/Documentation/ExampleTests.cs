using System.Text.RegularExpressions;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Syntax;
using YamlDotNet.RepresentationModel;

namespace Tandem.Expressions.Tests.Documentation;

/// <summary>Every rule that the documentation shows is one, and gives what stands beside it.</summary>
public sealed partial class ExampleTests
{
    // What a journey's definition asks conditions under.
    private static readonly string[] ConditionKeys = ["if", "where"];

    public static TheoryData<string> Pages => [.. MarkdownFile.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_expression_compiles_and_has_the_value_that_stands_behind_it(string page)
    {
        var troubles =
            from block in MarkdownFile.Read(page).Blocks
            where block.Info is "cel" or "cel journey"
            from example in CelExample.In(block)
            let trouble = Examples.Trouble(example, block.Info == "cel" ? RuleScope.Segment : RuleScope.Journey)
            where trouble is not null
            select $"{page}:{example.Line}: {trouble}";
        Assert.Empty(troubles);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_rule_of_a_definition_compiles(string page)
    {
        var troubles =
            from block in MarkdownFile.Read(page).Blocks
            where block.Info == "yaml"
            from document in DocumentsIn(block)
            from rule in RulesIn(document)
            let scope = KindOf(document) == "segment" ? RuleScope.Segment : RuleScope.Journey
            let trouble = Examples.Trouble(new(block.Line, rule, null), scope)
            where trouble is not null
            select $"{block}: {trouble}";
        Assert.Empty(troubles);
    }

    [Theory]
    [InlineData("docs/rules.md")]
    [InlineData("docs/rules-reference.md")]
    public void Every_example_in_a_table_has_the_value_that_stands_beside_it(string page)
    {
        var troubles =
            from row in ExampleCells(MarkdownFile.Read(page))
            from example in ExamplesIn(row)
            let trouble = Examples.Trouble(example, RuleScope.Journey)
            where trouble is not null
            select $"{page}:{row.Line}: {trouble}";
        Assert.Empty(troubles);
    }

    [Fact]
    public void The_reference_shows_every_function_and_macro()
    {
        var shown = MarkdownFile.Read("docs/rules-reference.md").Prose.SelectMany(line => MarkdownFile.CodeIn(line.Text)).ToList();
        var missing = Library.Names.Concat(MacroForm.Names)
            .Where(name => !shown.Exists(code => code.StartsWith($"{name}(", StringComparison.Ordinal) || code.Contains($".{name}(", StringComparison.Ordinal)));
        Assert.Empty(missing);
    }

    /// <summary>Between backticks: what begins like a rule is one, unless … stands for a part of it.</summary>
    [Theory]
    [InlineData("docs/rules.md")]
    [InlineData("docs/rules-reference.md")]
    [InlineData("docs/segments-journeys-campaigns.md")]
    public void What_looks_like_a_rule_in_a_sentence_compiles(string page)
    {
        var troubles =
            from line in MarkdownFile.Read(page).Prose
            from code in MarkdownFile.CodeIn(line.Text)
            where !code.Contains('…') && BeginningOfARule().IsMatch(code)
            let trouble = Examples.Trouble(new(line.Line, code, null), RuleScope.Journey)
            where trouble is not null
            select $"{page}:{line.Line}: {trouble}";
        Assert.Empty(troubles);
    }

    /// <summary>The cells below "example".</summary>
    private static IEnumerable<(int Line, string Text)> ExampleCells(MarkdownFile page)
    {
        var column = -1;
        foreach (var (line, text) in page.Prose)
        {
            var cells = MarkdownFile.CellsIn(text);
            if (cells.Count == 0) column = -1;
            else if (column >= 0 && !cells[0].StartsWith("---", StringComparison.Ordinal)) yield return (line, cells[column]);
            else if (column < 0) column = cells.ToList().IndexOf("example");
        }
    }

    private static IEnumerable<CelExample> ExamplesIn((int Line, string Text) cell)
    {
        var stated = Stated().Matches(cell.Text);
        Assert.True(stated.Count > 0, $"Line {cell.Line} has no example of the form `1 + 1` is `2`: {cell.Text}");
        return stated.Select(match => new CelExample(cell.Line, Unescaped(match.Groups[1].Value), match.Groups[2].Success ? Unescaped(match.Groups[2].Value) : "error"));
    }

    private static string Unescaped(string code) => code.Replace("\\|", "|", StringComparison.Ordinal);

    private static IEnumerable<YamlMappingNode> DocumentsIn(MarkdownBlock block)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(block.Text));
        return yaml.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>();
    }

    private static string? KindOf(YamlMappingNode definition) => definition.Children.TryGetValue("kind", out var kind) ? (kind as YamlScalarNode)?.Value : null;

    private static IEnumerable<string> RulesIn(YamlMappingNode definition)
    {
        if (KindOf(definition) is not ("segment" or "journey" or "offer" or "campaign")) return [];
        return definition.AllNodes.OfType<YamlMappingNode>().SelectMany(node => node.Children)
            .Where(entry => entry.Key is YamlScalarNode { Value: { } key } && (key == "expression" || ConditionKeys.Contains(key)))
            .Select(entry => (entry.Value as YamlScalarNode)?.Value).OfType<string>();
    }

    [GeneratedRegex("`([^`]+)` is (?:`([^`]+)`|an error)")]
    private static partial Regex Stated();

    [GeneratedRegex(@"^!?\(*(has\()?(customer|account|event|events|in_segment|now)[.(\[]")]
    private static partial Regex BeginningOfARule();
}
