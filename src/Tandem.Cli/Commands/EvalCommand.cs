using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Evaluating;
using Tandem.Cli.Terminal;
using Tandem.Expressions;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem eval EXPRESSION</c> and <c>tandem eval --cases FILE…</c>: the rule language by itself, without a server.</summary>
public static class EvalCommand
{
    public static Command Make(Screen screen)
    {
        var expression = new Argument<string?>("EXPRESSION")
        {
            Description = "A rule or any other expression, in quotes: 'customer.traits.age > 30'. Without facts nothing is known of the customer.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var facts = new Option<FileInfo?>("--facts") { Description = "What is known of a customer (YAML or JSON; docs/rules.md).", HelpName = "FILE" };
        var format = new Option<bool>("--format") { Description = "Only prints the expression in its one canonical form." };
        var cases = new Option<string[]>("--cases")
        {
            Description = "Files of cases. YAML: a customer, and rules with what each must say (docs/rules.md). JSON: the specification's own form. Ends with `N passed, N failed`.",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("eval", "Tries the rule language here, without a server: what an expression gives, and why; or files of cases. Ends with 1 where the expression is wrong or its value is an error, or a case fails.") { expression, facts, format, cases };
        command.Validators.Add(result =>
        {
            var hasCases = result.GetResult(cases) is not null;
            if (result.GetValue(expression) is null != hasCases) result.AddError("Give either an EXPRESSION or --cases.");
            else if (hasCases && (result.GetResult(facts) is not null || result.GetValue(format))) result.AddError("--facts and --format go with an EXPRESSION; files of cases have their own facts.");
            else if (result.GetResult(facts) is not null && result.GetValue(format)) result.AddError("Give either --facts or --format.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(expression) is not { } text) return RunAll(parsed.GetValue(cases) ?? [], screen.Results);
            return parsed.GetValue(format) ? Format(text, screen.Results) : Evaluate(text, parsed.GetValue(facts)?.ToString(), screen);
        });
        return command;
    }

    private static int Format(string text, TextWriter results)
    {
        if (!Expression.Parse(text).TryGet(out var expression, out var errors)) throw new CommandFailedException(ErrorText.Of(errors));
        results.WriteLine(expression.Canonical);
        return 0;
    }

    private static int Evaluate(string text, string? factsFile, Screen screen)
    {
        var facts = factsFile is null ? new History { Now = Instant.From(TimeProvider.System.GetUtcNow()) } : FactsFile.Read(factsFile, TimeProvider.System);
        if (!Formula.Compile(text, RuleScope.Journey, vocabulary: Slips.NamesIn(facts)).TryGet(out var formula, out var errors)) throw new CommandFailedException(ErrorText.Of(errors));
        foreach (var slip in Slips.Of(formula)) screen.Warn(ErrorText.Of([slip]));
        var explanation = formula.Explain(facts);
        screen.Results.WriteLine(ExplanationText.Of(explanation));
        return explanation.Value.IsError ? 1 : 0;
    }

    private static int RunAll(IReadOnlyList<string> paths, TextWriter results)
    {
        // All are read before any is run, so that a wrong name is told at once.
        var files = paths.Select(path => (Path: path, Cases: CaseFiles.Read(path))).ToList();
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
