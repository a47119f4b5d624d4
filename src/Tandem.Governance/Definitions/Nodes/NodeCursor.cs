using System.Globalization;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions.Nodes;

/// <summary>
/// Reads one value of a definition as what it should be. What is wrong becomes an error with its place, and reading
/// goes on with an empty value: whoever made something of it looks at the errors before using it. A value that is
/// missing gives empty values without further errors.
/// </summary>
/// <param name="Node">The value; null where it is missing.</param>
public readonly record struct NodeCursor(Node? Node, ErrorList Errors)
{
    /// <summary>Whether something is written here.</summary>
    public bool IsThere => Node is not null;

    public string Path => Node?.Path ?? "";

    /// <summary>A text that is not blank. A number is taken as it is written.</summary>
    public string Text()
    {
        if (Node is null) return "";
        if (Node is not ScalarNode { Type: ScalarType.Text or ScalarType.Number } scalar) return Wrong("a text", Node is ScalarNode ? "Put quotes around it." : null, "");
        if (!scalar.Text.AsSpan().Trim().IsEmpty) return scalar.Text;
        Fail("empty", "This text is empty.");
        return "";
    }

    /// <summary>As <see cref="Text"/>; null where it is missing.</summary>
    public string? TextOrNull() => Node is null ? null : Text();

    /// <summary>The name of a definition.</summary>
    public string Name()
    {
        var name = Text();
        if (name.Length > 0 && DefinitionName.Check(name) is { } error) Add(error);
        return name;
    }

    public bool Flag(bool missing)
    {
        if (Node is null) return missing;
        return Node is ScalarNode { Type: ScalarType.Flag } scalar ? bool.Parse(scalar.Text) : Wrong("true or false", null, missing);
    }

    public int Whole(int missing, int min, int max)
    {
        if (Node is null) return missing;
        if (Node is not ScalarNode { Type: ScalarType.Number } scalar) return Wrong("a number", null, missing);
        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole >= min && whole <= max) return whole;
        Fail("out_of_range", $"{scalar.Text} is not a whole number from {min} to {max}.");
        return missing;
    }

    /// <summary>A length of time greater than none.</summary>
    public Duration Duration()
    {
        var text = Text();
        if (text.Length == 0) return default;
        if (Primitives.Duration.TryParse(text, out var duration) && duration.Micros > 0) return duration;
        Fail("bad_duration", $"{text} is not a length of time.", "Write numbers with units, such as 90d, 1d12h or 30m (w, d, h, m, s).");
        return default;
    }

    /// <summary>One of a few words.</summary>
    public T OneOf<T>(T missing, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Node is null) return missing;
        var text = Text();
        if (text.Length == 0) return missing;
        foreach (var (word, value) in words)
            if (word == text) return value;
        var known = new List<string>();
        foreach (var (word, _) in words) known.Add(word);
        Fail("unknown_word", $"{text} is not known here.", Nearest.Hint(text, known));
        return missing;
    }

    public IReadOnlyList<NodeCursor> Items()
    {
        if (Node is null) return [];
        if (Node is not ListNode list) return Wrong<IReadOnlyList<NodeCursor>>("a list", "Begin each item with a dash, or write [one, two].", []);
        var errors = Errors;
        return [.. list.Items.Select(item => new NodeCursor(item, errors))];
    }

    /// <summary>A map with these keys and no others; an unknown key is an error that names the nearest known one.</summary>
    public MapCursor Map(params string[] keys)
    {
        if (Node is not null and not MapNode) Wrong("a map", $"Write key: value, with the keys {string.Join(", ", keys)}.", 0);
        var map = new MapCursor(Node, Errors);
        map.Only(keys);
        return map;
    }

    /// <summary>An error at this value.</summary>
    public void Fail(string code, string message, string? hint = null) => Add(new(code, message) { Hint = hint });

    /// <summary>An error about this value, which gets its path, and its place where it has none.</summary>
    public void Add(Error error) => Errors.Add(error with { Path = Path, Line = Node?.Line, Column = Node?.Column });

    /// <summary>
    /// An error whose line and column count inside this text (an expression, a template). They are moved to the
    /// definition's text where that place can be told for sure, and are the beginning of the value else.
    /// </summary>
    public void AddInside(Error error)
    {
        var place = Node is ScalarNode scalar && error.Line is { } line ? scalar.Locate(Offset(scalar.Text, line, error.Column ?? 1)) : null;
        Errors.Add(error with { Path = Path, Line = place?.Line ?? Node?.Line, Column = place?.Column ?? Node?.Column });
    }

    private static int Offset(string text, int line, int column)
    {
        var start = 0;
        for (; line > 1; line--)
        {
            var next = text.IndexOf('\n', start);
            if (next < 0) break;
            start = next + 1;
        }
        var at = start;
        // Columns of the rule language count characters, of which some take two places here.
        for (; column > 1 && at < text.Length; column--) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return at;
    }

    private T Wrong<T>(string expected, string? hint, T instead)
    {
        Fail("wrong_type", $"Here belongs {expected}, and this is {Node!.Name}.", hint);
        return instead;
    }
}
