using Tandem.Cli.Maps;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Cli.Evaluating;

/// <summary>A file that says what is known of one customer, in YAML or JSON.</summary>
public static class FactsFile
{
    /// <exception cref="CommandFailedException">There is no such file, or it holds something else; the message says where and what would be right.</exception>
    public static History Read(string path, TimeProvider clock)
    {
        if (!File.Exists(path)) throw new CommandFailedException($"There is no file {Path.GetFullPath(path)}.");
        var problems = new List<Problem>();
        var facts = Read(File.ReadAllText(path), clock, problems);
        return facts is not null && problems.Count == 0 ? facts : throw Damaged(path, problems);
    }

    /// <summary>All that is wrong with a file, each with its place, in the order of the text.</summary>
    internal static CommandFailedException Damaged(string path, IEnumerable<Problem> problems) =>
        new(string.Join(Environment.NewLine, problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).Select(problem => $"{path}, {problem}")));

    private static History? Read(string text, TimeProvider clock, List<Problem> problems)
    {
        if (YamlText.Read(text, FactsReader.Example, problems) is not { } root) return null;
        // A file of cases holds facts, too.
        var file = new MapFields(root, "a file of facts", problems, [.. FactsReader.Keys, RuleCaseFile.RulesKey]);
        return new FactsReader(problems, Instant.From(clock.GetUtcNow())).Read(file);
    }
}
