using Tandem.Cli.Maps;
using Tandem.Expressions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Evaluating;

/// <summary>Reads a file of rule cases: what is known of one customer, and rules with what each must say of that customer (docs/rules.md).</summary>
public sealed class RuleCaseFile
{
    internal const string RulesKey = "rules";

    private const string Example = "Write for example - rule: customer.traits.age > 30, and below it is: true.";

    private readonly List<Problem> problems = [];
    private readonly YamlValue values;

    private RuleCaseFile() => values = new(problems);

    /// <exception cref="CommandFailedException">It is no such file; the message says where, what is wrong and what would be right.</exception>
    public static IReadOnlyList<RuleCase> Read(string path, TimeProvider clock)
    {
        var file = new RuleCaseFile();
        var cases = file.Cases(File.ReadAllText(path), Instant.From(clock.GetUtcNow()));
        return file.problems.Count == 0 ? cases : throw FactsFile.Damaged(path, file.problems);
    }

    private IReadOnlyList<RuleCase> Cases(string text, Instant now)
    {
        if (YamlText.Read(text, "A file of cases says what is known of a customer, and has `rules`; docs/rules.md has an example.", problems) is not { } root) return [];
        var file = new MapFields(root, "a file of cases", problems, [.. FactsReader.Keys, RulesKey]);
        var facts = new FactsReader(problems, now).Read(file);
        if (file.Find("now") is null) AskForNow(file);
        if (file.Need(RulesKey, Example) is not { } rules) return [];
        var items = values.Items(rules, $"`{RulesKey}`", Example);
        if (items.Count == 0 && problems.Count == 0) values.Report(rules, "There is no rule below `rules`.", Example);
        return [.. items.Select(item => Case(item, facts)).OfType<RuleCase>()];
    }

    /// <summary>With dates and no <c>now</c>, a file that passes today would fail some day.</summary>
    private void AskForNow(MapFields file)
    {
        var events = file.Find("history") is YamlSequenceNode history ? history.Children : [];
        foreach (var happened in events.OfType<YamlMappingNode>())
        {
            if (!happened.Children.TryGetValue(new YamlScalarNode("at"), out var at)) continue;
            values.Report(at, "With `at` in the history the file must say when now is.", "Add for example now: 2026-11-22T10:00:00Z at the top.");
            return;
        }
    }

    private RuleCase? Case(YamlNode node, History facts)
    {
        if (node is not YamlMappingNode mapping)
        {
            values.Report(node, "A rule must be keys with values.", Example);
            return null;
        }
        var fields = new MapFields(mapping, "a rule", problems, "title", "rule", "is", "value", "because");
        var title = fields.Find("title") is { } titled ? values.Text(titled, "`title`", "Write a few words.") : null;
        var rule = fields.Need("rule", Example) is { } written ? values.Text(written, "`rule`", YamlText.RuleHint) : null;
        var (outcome, value) = Expected(fields);
        var because = Because(fields.Find("because"));
        return rule is null ? null : new($"line {mapping.Start.Line}{(title is null ? "" : $", {title}")}", rule, facts, outcome, value, because);
    }

    private (Outcome? Outcome, Value? Value) Expected(MapFields fields)
    {
        switch (fields.Find("is"), fields.Find("value"))
        {
            case ({ } node, null): return (OutcomeOf(node), null);
            case (null, { } node): return (null, values.Read(node));
            case (null, null):
                values.Report(fields.Node, "What must come out is missing.", "Write is: true, is: false or is: error; for an expression that is no condition, its value: value: 39.8.");
                break;
            case ({ } node, _):
                values.Report(node, "`is` and `value` stand here together.", "Keep `is` for a condition, `value` for any other expression.");
                break;
        }
        return default;
    }

    private Outcome? OutcomeOf(YamlNode node)
    {
        const string hint = "Write is: true, is: false, or is: error where something that the rule needs is missing.";
        switch (values.Text(node, "`is`", hint))
        {
            case "true": return Outcome.True;
            case "false": return Outcome.False;
            case "error": return Outcome.Error;
            case { } other:
                values.Report(node, $"`is` cannot be `{other}`.", hint);
                break;
        }
        return null;
    }

    private List<string> Because(YamlNode? node)
    {
        const string hint = "Write some words of the explanation: because: needs at least 2.";
        var items = node is YamlSequenceNode ? values.Items(node, "`because`", hint) : node is null ? [] : [node];
        return [.. items.Select(item => values.Text(item, "`because`", hint)).OfType<string>()];
    }
}
