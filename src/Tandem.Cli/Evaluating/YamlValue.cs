using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Expressions.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Evaluating;

/// <summary>
/// Values as they would have come in JSON: numbers are doubles, dates are text. What JSON would not read as a number is
/// text, so that the postcode 01099 keeps its 0.
/// </summary>
internal sealed partial class YamlValue(List<Problem> problems)
{
    private const int MaxDepth = 64;

    public Value Read(YamlNode node) => Read(node, 0);

    /// <summary>The text of a scalar, whatever it looks like; null, with a problem, for anything else.</summary>
    public string? Text(YamlNode node, string what, string hint)
    {
        if (IsRefused(node)) return null;
        if (node is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        Report(node, $"{what} must be a text.", hint);
        return null;
    }

    /// <summary>Names with values; a problem for anything else.</summary>
    public IEnumerable<(string Name, YamlNode Value)> Entries(YamlNode? node, string what, string hint)
    {
        if (node is null || IsRefused(node) || IsEmpty(node)) yield break;
        if (node is not YamlMappingNode mapping)
        {
            Report(node, $"{what} must be names with values.", hint);
            yield break;
        }
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name }) yield return (name, value);
            else Report(key, $"A name in {what} must be a word.", hint);
        }
    }

    /// <summary>The items of a list; a problem for anything else.</summary>
    public IReadOnlyList<YamlNode> Items(YamlNode? node, string what, string hint)
    {
        if (node is null || IsRefused(node) || IsEmpty(node)) return [];
        if (node is YamlSequenceNode list) return [.. list];
        Report(node, $"{what} must be a list.", hint);
        return [];
    }

    public void Report(YamlNode at, string message, string? hint = null) => problems.Add(new(message, (int)at.Start.Line, (int)at.Start.Column, hint));

    /// <summary>Anchors could make a short file endless, and a tag is nearly always a rule that begins with <c>!</c>.</summary>
    private bool IsRefused(YamlNode node)
    {
        if (!node.Anchor.IsEmpty) Report(node, "Anchors (&) and aliases (*) are not read here.", "Write the value out, or put quotes around a text that begins with & or *.");
        else if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) Report(node, $"{node.Tag} at the beginning of a text means something else in YAML.", YamlText.RuleHint);
        else return false;
        return true;
    }

    private Value Read(YamlNode node, int depth)
    {
        if (IsRefused(node)) return Value.Null;
        switch (node)
        {
            case YamlScalarNode scalar:
                return Scalar(scalar);
            case { } when depth == MaxDepth:
                Report(node, $"Values stand in each other deeper than {MaxDepth} levels.");
                return Value.Null;
            case YamlSequenceNode list:
                return Value.Of(list.Select(item => Read(item, depth + 1)).ToList());
            default:
                var entries = new Dictionary<Value, Value>();
                foreach (var (name, value) in Entries(node, "A value", "Write for example { city: Berlin }.")) entries[Value.Of(name)] = Read(value, depth + 1);
                return Value.Of(entries);
        }
    }

    private static Value Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain) return Value.Of(text);
        return text switch
        {
            "" or "null" or "~" => Value.Null,
            "true" => Value.True,
            "false" => Value.False,
            _ when Number().IsMatch(text) => Value.Of(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => Value.Of(text),
        };
    }

    private static bool IsEmpty(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
