using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Json;

/// <summary>
/// Reads what <see cref="TreeWriter"/> writes, spans aside. Forms such as <c>all(item, …)</c> stay calls here: the text of
/// this tree is parsed again and becomes what was meant.
/// </summary>
internal static class TreeReader
{
    private static readonly TextSpan Nowhere = new(0, 0);

    /// <exception cref="TreeException">Something in it is no node; the message and the path say what and where.</exception>
    public static Node Read(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new TreeException(path, "A node is an object with a kind.", "For example: {\"kind\": \"name\", \"name\": \"now\"}");
        return Text(json, "kind", path) switch
        {
            "literal" => new Literal(Nowhere, ReadLiteral(json, path)),
            "name" => ReadName(json, path),
            "select" => new Select(Nowhere, Part(json, "operand", path), Text(json, "field", path), Nowhere, isOptional: Flag(json, "optional", path)),
            "index" => new Syntax.Index(Nowhere, Part(json, "operand", path), Part(json, "key", path), Flag(json, "optional", path)),
            "call" => new Call(Nowhere, json.TryGetProperty("target", out _) ? Part(json, "target", path) : null, Word(json, "function", path), Nowhere, Parts(json, "arguments", path)),
            "unary" => new Unary(Nowhere, Choice(json, path, ("!", UnaryOperator.Not), ("-", UnaryOperator.Negate)), Part(json, "operand", path)),
            "binary" => new Binary(Choice(json, path, [.. Enum.GetValues<BinaryOperator>().Select(op => (op.Symbol(), op))]), Nowhere, Part(json, "left", path), Part(json, "right", path)),
            "logical" => ReadLogical(json, path),
            "conditional" => new Conditional(Part(json, "test", path), Part(json, "then", path), Part(json, "otherwise", path)),
            "list" => ReadList(json, path),
            "map" => ReadMap(json, path),
            var other => throw new TreeException($"{path}.kind", $"There is no node of kind \"{other}\".", "Kinds are literal, name, select, index, call, unary, binary, logical, conditional, list and map."),
        };
    }

    private static Value ReadLiteral(JsonElement json, string path)
    {
        var value = Property(json, "value", path);
        var at = $"{path}.value";
        var text = value.ValueKind == JsonValueKind.String ? TextOf(value, at) : "";
        return (Text(json, "type", path), value.ValueKind) switch
        {
            ("null", JsonValueKind.Null) => Value.Null,
            ("bool", JsonValueKind.True or JsonValueKind.False) => Value.Of(value.GetBoolean()),
            ("int", JsonValueKind.String) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => Value.Of(whole),
            ("uint", JsonValueKind.String) when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) => Value.Of(whole),
            ("double", JsonValueKind.Number) when value.TryGetDouble(out var number) && double.IsFinite(number) => Value.Of(number),
            ("string", JsonValueKind.String) => Value.Of(text),
            ("bytes", JsonValueKind.String) when value.TryGetBytesFromBase64(out var bytes) => Value.Of(bytes),
            (var type, _) => throw new TreeException(at, $"This is no value of type \"{type}\".", "Types are null, bool, int and uint (digits in quotes), double (a number), string and bytes (base64)."),
        };
    }

    private static Name ReadName(JsonElement json, string path)
    {
        var text = Text(json, "name", path);
        return Parser.Parse(text, Limits.Default).Tree as Name
            ?? throw new TreeException($"{path}.name", $"\"{text}\" is no name.", "A name has letters, digits and _, begins with no digit, and is no word of the language.");
    }

    private static Logical ReadLogical(JsonElement json, string path)
    {
        var isAnd = Choice(json, path, ("&&", true), ("||", false));
        var operands = Parts(json, "operands", path);
        return operands.Length >= 2 ? new Logical(isAnd, operands) : throw new TreeException($"{path}.operands", "Conditions are joined from two on.", "One condition stands alone, without a logical node.");
    }

    private static ListLiteral ReadList(JsonElement json, string path)
    {
        var (items, optionals) = (ImmutableArray.CreateBuilder<Node>(), ImmutableHashSet.CreateBuilder<int>());
        foreach (var (item, at) in Items(json, "items", path))
        {
            if (Flag(item, "optional", at)) optionals.Add(items.Count);
            items.Add(Part(item, "value", at));
        }
        return new ListLiteral(Nowhere, items.ToImmutable(), optionals.ToImmutable());
    }

    private static MapLiteral ReadMap(JsonElement json, string path)
    {
        var (parts, optionals) = (ImmutableArray.CreateBuilder<Node>(), ImmutableHashSet.CreateBuilder<int>());
        foreach (var (entry, at) in Items(json, "entries", path))
        {
            if (Flag(entry, "optional", at)) optionals.Add(parts.Count / 2);
            parts.Add(Part(entry, "key", at));
            parts.Add(Part(entry, "value", at));
        }
        return new MapLiteral(Nowhere, parts.ToImmutable(), optionals.ToImmutable());
    }

    private static T Choice<T>(JsonElement json, string path, params (string Symbol, T Meaning)[] choices)
    {
        var symbol = Text(json, "operator", path);
        foreach (var choice in choices)
            if (choice.Symbol == symbol) return choice.Meaning;
        throw new TreeException($"{path}.operator", $"There is no operator \"{symbol}\" here.", $"One of {string.Join(" ", choices.Select(choice => choice.Symbol))}");
    }

    private static Node Part(JsonElement json, string name, string path) => Read(Property(json, name, path), $"{path}.{name}");

    private static ImmutableArray<Node> Parts(JsonElement json, string name, string path) => [.. Items(json, name, path).Select(item => Read(item.Json, item.Path))];

    private static IEnumerable<(JsonElement Json, string Path)> Items(JsonElement json, string name, string path)
    {
        var list = Property(json, name, path);
        if (list.ValueKind != JsonValueKind.Array) throw new TreeException($"{path}.{name}", "This is no list.", "For example: []");
        return list.EnumerateArray().Select((item, index) => (item, $"{path}.{name}[{index}]"));
    }

    private static string Word(JsonElement json, string name, string path)
    {
        var text = Text(json, name, path);
        return Words.IsPlainField(text) ? text : throw new TreeException($"{path}.{name}", $"\"{text}\" is no name of a function.", "For example: size");
    }

    private static string Text(JsonElement json, string name, string path) =>
        Property(json, name, path) is { ValueKind: JsonValueKind.String } text ? TextOf(text, $"{path}.{name}") : throw new TreeException($"{path}.{name}", "This is no text.", null);

    private static string TextOf(JsonElement text, string path)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 is JSON and yet no text; the framework has no question for it.
            throw new TreeException(path, "This text holds half of a character.", "A character beyond U+FFFF is escaped as both its halves: \\ud83d\\ude00");
        }
    }

    private static bool Flag(JsonElement json, string name, string path)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var flag)) return false;
        return flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw new TreeException($"{path}.{name}", "This is neither true nor false.", null);
    }

    private static JsonElement Property(JsonElement json, string name, string path) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var property) ? property : throw new TreeException(path, $"The {name} is missing.", null);
}
