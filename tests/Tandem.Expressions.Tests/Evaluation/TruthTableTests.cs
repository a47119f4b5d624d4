using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Evaluation;

public sealed class TruthTableTests
{
    /// <summary>t true, f false, e error; one letter for each pair tt tf te ft ff fe et ef ee.</summary>
    [Theory]
    [InlineData("&&", "tfefffefe")]
    [InlineData("||", "ttttfetee")]
    public void Errors_count_only_where_the_other_side_does_not_decide(string op, string table)
    {
        const string values = "tfe";
        for (var i = 0; i < 9; i++)
        {
            var text = $"{Term(values[i / 3])} {op} {Term(values[i % 3])}";
            Assert.True(Letter(Evaluated(text)) == table[i], $"{text} is not {table[i]}");
        }
    }

    [Theory]
    [InlineData("true && 1/0 > 0 && false", 'f')]
    [InlineData("1/0 > 0 && true && true", 'e')]
    [InlineData("false || 1/0 > 0 || true", 't')]
    [InlineData("1/0 > 0 || false || false", 'e')]
    [InlineData("!(1/0 > 0)", 'e')]
    [InlineData("1/0 > 0 ? true : true", 'e')]
    [InlineData("true ? true : 1/0 > 0", 't')]
    [InlineData("[1, 0].exists(x, 1 / x == 1)", 't')]
    [InlineData("[0, 1].exists(x, 1 / x == 1)", 't')]
    [InlineData("[0, 1].all(x, 1 / x == 2)", 'f')]
    [InlineData("[0, 1].all(x, 1 / x == 1)", 'e')]
    [InlineData("[0, 1].exists_one(x, 1 / x == 1)", 'e')]
    public void Longer_forms_have_the_same_tables(string text, char expected) => Assert.Equal(expected, Letter(Evaluated(text)));

    [Theory]
    [InlineData("dyn(1) && false", 'f')]
    [InlineData("dyn(1) && true", 'e')]
    [InlineData("true || dyn('x')", 't')]
    [InlineData("false || dyn('x')", 'e')]
    [InlineData("!dyn(1)", 'e')]
    public void What_is_neither_true_nor_false_counts_as_an_error(string text, char expected) => Assert.Equal(expected, Letter(Evaluated(text)));

    [Fact]
    public void The_first_error_is_the_result() =>
        Assert.Equal("divide_by_zero", Evaluated("1/0 > 0 && {'a': 1}.b > 0").AsError.Code);

    private static string Term(char value) => value switch { 't' => "true", 'f' => "false", _ => "1/0 > 0" };

    private static char Letter(Value value) => value.IsError ? 'e' : value.IsTrue ? 't' : 'f';

    private static Value Evaluated(string text) => Program.Compile(text, Declarations.None).Value.Evaluate(new Dictionary<string, Value>());
}
