using System.Collections.Frozen;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Types;

/// <summary>The names of types, as rules write them: <c>type(x) == int</c>.</summary>
internal static class TypeNames
{
    private static readonly (ValueKind Kind, string Name, string Short)[] Names =
    [
        (ValueKind.Null, "null_type", "null"),
        (ValueKind.Bool, "bool", "bool"),
        (ValueKind.Int, "int", "int"),
        (ValueKind.Uint, "uint", "uint"),
        (ValueKind.Double, "double", "double"),
        (ValueKind.String, "string", "string"),
        (ValueKind.Bytes, "bytes", "bytes"),
        (ValueKind.List, "list", "list"),
        (ValueKind.Map, "map", "map"),
        (ValueKind.Timestamp, "google.protobuf.Timestamp", "timestamp"),
        (ValueKind.Duration, "google.protobuf.Duration", "duration"),
        (ValueKind.Type, "type", "type"),
        (ValueKind.Optional, "optional_type", "optional"),
    ];

    private static readonly FrozenDictionary<string, Value> Types = Names.ToFrozenDictionary(name => name.Name, name => Value.TypeNamed(name.Name));
    private static readonly FrozenDictionary<ValueKind, Value> ByKind = Names.ToFrozenDictionary(name => name.Kind, name => Value.TypeNamed(name.Name));
    private static readonly FrozenDictionary<ValueKind, string> Shorts = Names.ToFrozenDictionary(name => name.Kind, name => name.Short);

    public static IEnumerable<string> All => Types.Keys;

    public static bool TryGet(string name, out Value type) => Types.TryGetValue(name, out type);

    public static Value Of(Value value) => ByKind[value.Kind];

    /// <summary>As authors call it.</summary>
    public static string ShortOf(ValueKind kind) => Shorts.GetValueOrDefault(kind, "error");
}
