using System.Globalization;
using System.Text.Json;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Conformance;

/// <summary>One case of the specification's own tests, run through all stages.</summary>
internal sealed class ConformanceCase(JsonElement json)
{
    public string Title => $"{json.GetProperty("section").GetString()}/{json.GetProperty("name").GetString()}: {Text}";

    public string Text => json.GetProperty("expr").GetString()!;

    public static IReadOnlyList<ConformanceCase> In(string file)
    {
        using var stream = File.OpenRead(Repository.File("tests", "Tandem.Expressions.Tests", "Conformance", "cases", $"{file}.json"));
        return [.. JsonDocument.Parse(stream).RootElement.EnumerateArray().Select(element => new ConformanceCase(element))];
    }

    /// <summary>What went otherwise than the case says; null when it passes.</summary>
    public string? Failure()
    {
        var check = !json.TryGetProperty("disable_check", out var disabled) || disabled.GetString() != "true";
        var compiled = Program.Compile(Text, Declared(), check);
        var expectsError = json.TryGetProperty("eval_error", out _);
        if (!compiled.IsOk) return $"does not compile: {compiled.Errors[0]}";
        var value = compiled.Value.Evaluate(Bindings());
        if (expectsError) return value.IsError ? null : $"is {value} instead of an error";
        var expected = json.TryGetProperty("value", out var given) ? Read(given) : Value.True;
        return value.Equals(expected) ? null : $"is {value.Kind} {value} instead of {expected.Kind} {expected}";
    }

    private Declarations Declared() => json.TryGetProperty("type_env", out var declared)
        ? Declarations.Of([.. declared.EnumerateArray().Select(entry => (entry.GetProperty("name").GetString()!, TypeOf(entry.GetProperty("ident").GetProperty("type"))))])
        : Declarations.Of([.. Bindings().Keys.Select(name => (name, RuleType.Dyn))]);

    private Dictionary<string, Value> Bindings() => json.TryGetProperty("bindings", out var bindings)
        ? bindings.EnumerateArray().ToDictionary(entry => entry.GetProperty("key").GetString()!, entry => Read(entry.GetProperty("value").GetProperty("value")))
        : [];

    private static RuleType TypeOf(JsonElement type)
    {
        var part = type.EnumerateObject().Single();
        return part.Name switch
        {
            "primitive" => part.Value.GetString() switch
            {
                "BOOL" => RuleType.Bool,
                "INT64" => RuleType.Int,
                "UINT64" => RuleType.Uint,
                "DOUBLE" => RuleType.Double,
                "STRING" => RuleType.String,
                "BYTES" => RuleType.Bytes,
                var other => throw new FormatException($"No primitive type {other}."),
            },
            "null" => RuleType.Null,
            "list_type" => RuleType.ListOf(TypeOf(part.Value.GetProperty("elem_type"))),
            "map_type" => RuleType.MapOf(TypeOf(part.Value.GetProperty("key_type")), TypeOf(part.Value.GetProperty("value_type"))),
            _ => RuleType.Dyn,
        };
    }

    private static Value Read(JsonElement value)
    {
        var part = value.EnumerateObject().Single();
        var text = part.Value.ValueKind == JsonValueKind.String ? part.Value.GetString()! : "";
        return part.Name switch
        {
            "int64_value" => Value.Of(long.Parse(text, CultureInfo.InvariantCulture)),
            "uint64_value" => Value.Of(ulong.Parse(text, CultureInfo.InvariantCulture)),
            "double_value" => Value.Of(Double(text)),
            "string_value" => Value.Of(text),
            "bytes_value" => Value.Of(Convert.FromHexString(part.Value.GetProperty("hex").GetString()!)),
            "bool_value" => Value.Of(text == "true"),
            "null_value" => Value.Null,
            "type_value" => Value.TypeNamed(text),
            "list_value" => Value.Of(part.Value.TryGetProperty("values", out var items) ? [.. items.EnumerateArray().Select(Read)] : new List<Value>()),
            "map_value" => Value.Of(part.Value.TryGetProperty("entries", out var entries)
                ? entries.EnumerateArray().ToDictionary(entry => Read(entry.GetProperty("key")), entry => Read(entry.GetProperty("value")))
                : []),
            _ => throw new FormatException($"No value {part.Name}."),
        };
    }

    private static double Double(string text) => text switch
    {
        "inf" or "Infinity" => double.PositiveInfinity,
        "-inf" or "-Infinity" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
