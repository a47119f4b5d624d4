using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Evaluating;

/// <summary>A YAML text of one document, which is keys with values; JSON is such a text, too.</summary>
internal static class YamlText
{
    /// <summary>What helps most who writes rules into YAML.</summary>
    public const string RuleHint = "A rule that begins with a quote, ! or [, or has a colon or # in it, goes below `rule: >-`, on a line of its own, two spaces in.";

    /// <summary>Null, with a problem, for a text that is not such a document.</summary>
    public static YamlMappingNode? Read(string text, string example, List<Problem> problems)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            problems.Add(Damaged(text, wrong.InnerException?.Message ?? wrong.Message, (int)wrong.Start.Line, (int)wrong.Start.Column));
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet 16.3 throws for some unfinished lists and tags, such as "a: [1\nb: 2" and "!<>".
            problems.Add(new("This is not YAML: it cannot be read to its end; is every list, map and quote closed?", 1, 1));
            return null;
        }
        if (yaml.Documents is [{ RootNode: YamlMappingNode root }]) return root;
        problems.Add(new("The file must be keys with values.", 1, 1, example));
        return null;
    }

    private static Problem Damaged(string text, string message, int line, int column)
    {
        var tab = $"\n{text}".IndexOf("\n\t", StringComparison.Ordinal);
        return message.Contains("tab", StringComparison.Ordinal) && tab >= 0
            ? new("A line begins with a tab.", 1 + text.AsSpan(0, tab).Count('\n'), 1, "Indent with spaces: YAML takes no tabs.")
            : new($"This is not YAML: {message.TrimEnd('.')}.", line, column, RuleHint);
    }
}
