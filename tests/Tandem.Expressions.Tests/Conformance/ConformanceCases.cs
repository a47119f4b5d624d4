using Tandem.Cli.Evaluating;

namespace Tandem.Expressions.Tests.Conformance;

/// <summary>The case files beside these tests.</summary>
internal static class ConformanceCases
{
    public static IReadOnlyList<ICase> In(string file) =>
        ConformanceFile.Read(Repository.File("tests", "Tandem.Expressions.Tests", "Conformance", "cases", $"{file}.json"));
}
