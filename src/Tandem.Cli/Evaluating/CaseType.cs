using System.Text.Json;
using Tandem.Expressions.Types;

namespace Tandem.Cli.Evaluating;

/// <summary>Types as conformance cases write them: <c>{"list_type": {"elem_type": {"primitive": "INT64"}}}</c>.</summary>
internal static class CaseType
{
    /// <exception cref="NotSupportedException">The language here has no such type.</exception>
    public static RuleType Read(JsonElement type)
    {
        var part = CaseValue.Only(type, "type");
        return part.Name switch
        {
            "primitive" or "wrapper" or "well_known" => Named(part.Value.GetString() ?? ""),
            "null" => RuleType.Null,
            "dyn" => RuleType.Dyn,
            "type" => RuleType.Type,
            "list_type" => RuleType.ListOf(Read(part.Value.GetProperty("elem_type"))),
            "map_type" => RuleType.MapOf(Read(part.Value.GetProperty("key_type")), Read(part.Value.GetProperty("value_type"))),
            "abstract_type" when part.Value.GetProperty("name").GetString() == "optional_type" => RuleType.OptionalOf(Read(CaseValue.Many(part.Value.GetProperty("parameter_types")).Single())),
            "message_type" => part.Value.GetString() switch
            {
                "google.protobuf.Timestamp" => RuleType.Timestamp,
                "google.protobuf.Duration" => RuleType.Duration,
                var message => throw new NotSupportedException($"there is no type `{message}` here"),
            },
            _ => throw new NotSupportedException($"there is no type `{part.Name}` here"),
        };
    }

    private static RuleType Named(string name) => name switch
    {
        "BOOL" => RuleType.Bool,
        "INT64" => RuleType.Int,
        "UINT64" => RuleType.Uint,
        "DOUBLE" => RuleType.Double,
        "STRING" => RuleType.String,
        "BYTES" => RuleType.Bytes,
        "TIMESTAMP" => RuleType.Timestamp,
        "DURATION" => RuleType.Duration,
        "ANY" => RuleType.Dyn,
        _ => throw new NotSupportedException($"there is no type `{name}` here"),
    };
}
