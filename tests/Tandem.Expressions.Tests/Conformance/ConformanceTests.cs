namespace Tandem.Expressions.Tests.Conformance;

/// <summary>The specification's own cases; <c>cases/README.md</c> says where they come from and what is left out.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("basic", 43)]
    [InlineData("bindings_ext", 5)]
    [InlineData("block_ext", 25)]
    [InlineData("comparisons", 334)]
    [InlineData("conversions", 109)]
    [InlineData("encoders_ext", 4)]
    [InlineData("fields", 60)]
    [InlineData("fp_math", 30)]
    [InlineData("integer_math", 64)]
    [InlineData("lists", 39)]
    [InlineData("logic", 30)]
    [InlineData("macros", 44)]
    [InlineData("macros2", 46)]
    [InlineData("math_ext", 199)]
    [InlineData("namespace", 3)]
    [InlineData("optionals", 59)]
    [InlineData("parse", 193)]
    [InlineData("plumbing", 5)]
    [InlineData("string", 51)]
    [InlineData("string_ext", 206)]
    [InlineData("timestamps", 76)]
    [InlineData("type_deductions", 26)]
    public void Every_case_of_a_file_gives_what_the_specification_says_or_is_known_not_to(string file, int cases)
    {
        var outcomes = ConformanceCases.In(file).Select(one => one.Run()).ToList();
        var failing = outcomes.Where(outcome => !outcome.Passed).ToList();
        var known = KnownFailures.Of(file);
        var unexpected = failing.Where(outcome => !known.Contains(outcome.Title)).ToList();
        Assert.True(unexpected.Count == 0, $"{unexpected.Count} of {outcomes.Count} in {file} fail:\n{string.Join("\n", unexpected)}");
        Assert.Equal(known.Order(), failing.Select(outcome => outcome.Title).Distinct().Order());
        Assert.Equal(cases, outcomes.Count);
    }
}
