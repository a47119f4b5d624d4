namespace Tandem.Expressions.Tests.Conformance;

/// <summary>Cases that are known to fail, by name and with the reason, in <c>known-failures.txt</c>. One that passes must be taken off.</summary>
internal static class KnownFailures
{
    public static IReadOnlySet<string> Of(string file) => File.ReadLines(Repository.File("tests", "Tandem.Expressions.Tests", "Conformance", "known-failures.txt"))
        .Where(line => line.StartsWith($"{file}: ", StringComparison.Ordinal))
        .Select(line => line[(file.Length + 2)..])
        .ToHashSet();
}
