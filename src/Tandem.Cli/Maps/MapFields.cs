using YamlDotNet.RepresentationModel;

namespace Tandem.Cli.Maps;

/// <summary>The keys of one YAML mapping, taken one by one; gathers problems with their places.</summary>
public sealed class MapFields
{
    private readonly YamlMappingNode node;
    private readonly List<Problem> problems;
    private readonly string what;

    /// <param name="what">What the mapping is, for messages: "an interaction", "`file`".</param>
    public MapFields(YamlMappingNode node, string what, List<Problem> problems, params IReadOnlyList<string> known)
    {
        (this.node, this.what, this.problems) = (node, what, problems);
        foreach (var (key, _) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name }) Report(key, $"A key of {what} must be a word.");
            else if (!known.Contains(name)) Report(key, $"`{name}` is not a key of {what}.", Nearest.Hint(name, known));
        }
    }

    public YamlMappingNode Node => node;

    public YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>The node, or null with a problem at the mapping.</summary>
    public YamlNode? Need(string key, string hint)
    {
        var found = Find(key);
        if (found is null) Report(node, $"`{key}` is missing in {what}.", hint);
        return found;
    }

    public string? Text(string key, string hint) => Find(key) is { } found ? TextOf(found, key, hint) : null;

    public string? TextOf(YamlNode found, string key, string hint)
    {
        if (found is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        Report(found, $"`{key}` must be a text.", hint);
        return null;
    }

    public bool Bool(string key, bool otherwise)
    {
        switch (Find(key))
        {
            case null: return otherwise;
            case YamlScalarNode { Value: "true" }: return true;
            case YamlScalarNode { Value: "false" }: return false;
            case { } other:
                Report(other, $"`{key}` must be true or false.");
                return otherwise;
        }
    }

    /// <summary>A length of time such as <c>90d</c>, <c>12h</c>, <c>1h30m</c> (w d h m s); zero where the key is missing.</summary>
    public TimeSpan Length(string key)
    {
        if (Find(key) is not { } found) return TimeSpan.Zero;
        if (found is YamlScalarNode { Value: { Length: > 0 } text } && TryLength(text, out var length)) return length;
        Report(found, $"`{key}` must be a length of time.", "Write for example 13d, 12h or 1h30m (w d h m s).");
        return TimeSpan.Zero;
    }

    public void Report(YamlNode at, string message, string? hint = null) =>
        problems.Add(new(message, (int)at.Start.Line, (int)at.Start.Column, hint));

    private static bool TryLength(string text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        for (var at = 0; at < text.Length; at++)
        {
            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at == from || at == text.Length || at - from > 6) return false;
            var number = int.Parse(text.AsSpan(from, at - from), System.Globalization.CultureInfo.InvariantCulture);
            var unit = text[at] switch
            {
                'w' => TimeSpan.FromDays(7),
                'd' => TimeSpan.FromDays(1),
                'h' => TimeSpan.FromHours(1),
                'm' => TimeSpan.FromMinutes(1),
                's' => TimeSpan.FromSeconds(1),
                _ => TimeSpan.Zero,
            };
            if (unit == TimeSpan.Zero) return false;
            length += unit * number;
        }
        return text.Length > 0;
    }
}
