namespace Tandem.Expressions.Tests.Conformance;

public sealed class ConformanceTests
{
    [Theory]
    [InlineData("basic", 43)]
    [InlineData("comparisons", 334)]
    [InlineData("conversions", 109)]
    [InlineData("fields", 60)]
    [InlineData("fp_math", 30)]
    [InlineData("integer_math", 64)]
    [InlineData("lists", 39)]
    [InlineData("logic", 30)]
    [InlineData("macros", 44)]
    [InlineData("parse", 193)]
    [InlineData("plumbing", 5)]
    [InlineData("string", 51)]
    public void Every_case_of_a_file_gives_what_the_specification_says(string file, int cases)
    {
        var all = ConformanceCase.In(file);
        var failures = all.Select(one => (one.Title, Failure: one.Failure())).Where(one => one.Failure is not null).Select(one => $"{one.Title} {one.Failure}").ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {all.Count} in {file} fail:\n{string.Join("\n", failures)}");
        Assert.Equal(cases, all.Count);
    }
}
