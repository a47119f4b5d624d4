using FsCheck;
using FsCheck.Fluent;
using Tandem.Cli.Evaluating;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Tests.Conformance;

namespace Tandem.Expressions.Tests.Syntax;

public sealed class PrinterTests
{
    [Fact]
    public void The_printed_form_of_any_tree_parses_to_the_same_tree() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Trees.All.ToArbitrary(), tree => Same(tree, Printer.Print(tree))));

    [Theory]
    [InlineData("parse")]
    [InlineData("macros")]
    [InlineData("fields")]
    [InlineData("macros2")]
    [InlineData("optionals")]
    [InlineData("block_ext")]
    public void The_printed_form_of_the_specifications_cases_parses_to_the_same_tree(string file)
    {
        foreach (var one in ConformanceCases.In(file).OfType<ConformanceCase>())
        {
            var (tree, _) = Parser.Parse(one.Expression, Limits.Default);
            Assert.NotNull(tree);
            Assert.True(Same(tree, Printer.Print(tree)), one.Expression);
        }
    }

    private static bool Same(Node tree, string printed) =>
        Parser.Parse(printed, Limits.Default).Tree is { } again ? TreeText.Of(again) == TreeText.Of(tree) : throw new InvalidOperationException($"{printed}: {Parser.Parse(printed, Limits.Default).Problem}");
}
