using System.Text.Json;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Cli.Evaluating;

/// <summary>
/// Reads files of conformance cases: a JSON list in the form of the specification's <c>SimpleTest</c>, field for field as
/// its text format writes them, numbers and truth as text.
/// </summary>
public static class ConformanceFile
{
    /// <exception cref="CommandFailedException">It is no list of cases; the message says where.</exception>
    public static IReadOnlyList<ICase> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new CommandFailedException($"{path}: a file of cases is a JSON list.");
            return [.. document.RootElement.EnumerateArray().Select((json, index) => CaseAt(path, index, json))];
        }
        catch (JsonException damaged)
        {
            throw new CommandFailedException($"{path}, line {damaged.LineNumber + 1}, column {damaged.BytePositionInLine + 1}: this is no JSON.", damaged);
        }
    }

    private static ICase CaseAt(string path, int index, JsonElement json)
    {
        var title = "";
        try
        {
            title = $" ({Text(json, "section")}/{Text(json, "name")})";
            return CaseOf(json);
        }
        catch (NotSupportedException missing)
        {
            return new UntriedCase($"{Text(json, "section")}/{Text(json, "name")}", Text(json, "expr"), missing.Message);
        }
        // The element's own exceptions: a property that is missing, or of another kind.
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new CommandFailedException($"{path}, case {index + 1}{title}: {wrong.Message}", wrong);
        }
    }

    private static ConformanceCase CaseOf(JsonElement json)
    {
        var bindings = Bindings(json);
        var declared = json.TryGetProperty("type_env", out var types)
            ? Declarations.Of([.. CaseValue.Many(types).Select(Declaration)])
            : Declarations.Of([.. bindings.Keys.Select(name => (name, RuleType.Dyn))]);
        if (json.TryGetProperty("container", out var container)) declared = declared.In(Text(container));
        var typed = json.TryGetProperty("typed_result", out var result) ? result : (JsonElement?)null;
        return new ConformanceCase(
            Text(json, "section"),
            Text(json, "name"),
            Text(json, "expr"),
            declared,
            bindings,
            Check: !Flag(json, "disable_check"),
            CheckOnly: Flag(json, "check_only"),
            Macros: !Flag(json, "disable_macros"),
            Expected(json, typed),
            typed is { } stated && stated.TryGetProperty("deduced_type", out var deduced) ? CaseType.Read(deduced) : null);
    }

    private static Value? Expected(JsonElement json, JsonElement? typed)
    {
        if (json.TryGetProperty("unknown", out _) || json.TryGetProperty("any_unknowns", out _)) throw new NotSupportedException("it expects that something stays unknown, and here everything is known");
        if (json.TryGetProperty("eval_error", out _) || json.TryGetProperty("any_eval_errors", out _)) return null;
        if (json.TryGetProperty("value", out var value)) return CaseValue.Read(value);
        return typed is { } stated && stated.TryGetProperty("result", out var result) ? CaseValue.Read(result) : Value.True;
    }

    private static (string Name, RuleType Type) Declaration(JsonElement declared) => declared.TryGetProperty("ident", out var ident)
        ? (Text(declared, "name"), CaseType.Read(ident.GetProperty("type")))
        : throw new NotSupportedException($"it declares the function `{Text(declared, "name")}`, and here are the language's own functions only");

    private static Dictionary<string, Value> Bindings(JsonElement json) => json.TryGetProperty("bindings", out var bindings)
        ? CaseValue.Many(bindings).ToDictionary(entry => Text(entry, "key"), entry => Bound(entry.GetProperty("value")))
        : [];

    private static Value Bound(JsonElement bound) =>
        bound.TryGetProperty("value", out var value) ? CaseValue.Read(value) : throw new NotSupportedException("it binds what is no value");

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var flag) && (flag.ValueKind == JsonValueKind.True || (flag.ValueKind == JsonValueKind.String && flag.GetString() == "true"));

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) ? Text(text) : throw new FormatException($"`{name}` is missing.");

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("A text is missing.");
}
