using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Evaluating;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem eval --cases FILE…</c>: the rule language by itself, without a server.</summary>
public static class EvalCommand
{
    public static Command Make(Screen screen)
    {
        var cases = new Option<string[]>("--cases")
        {
            Description = "Files of cases, each an expression and what it must give. JSON: the specification's own form (docs/rules.md).",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var command = new Command("eval", "Tries expressions of the rule language here, without a server. Ends with `N passed, N failed`.") { cases };
        command.SetAction(parsed =>
        {
            // All are read before any is run, so that a wrong name is told at once.
            var files = parsed.GetRequiredValue(cases).Select(path => (Path: path, Cases: CaseFiles.Read(path))).ToList();
            return RunAll(files, screen.Results);
        });
        return command;
    }

    private static int RunAll(IReadOnlyList<(string Path, IReadOnlyList<ICase> Cases)> files, TextWriter results)
    {
        var (passed, failed) = (0, 0);
        foreach (var (path, cases) in files)
        {
            foreach (var outcome in cases.Select(one => one.Run()))
            {
                if (outcome.Passed)
                {
                    passed++;
                    continue;
                }
                failed++;
                results.WriteLine($"{path}: {outcome}");
            }
        }
        results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }
}
