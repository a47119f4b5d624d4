using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Json;

/// <summary>
/// A tree as JSON, for editors: one object a node, with its <c>kind</c>, its parts by name and its <c>span</c> in the text
/// (from, to; in UTF-16 units). Walks such as <c>all(item, …)</c> are calls there, as they are written.
/// </summary>
internal static class TreeWriter
{
    public static void Write(Utf8JsonWriter json, Node node)
    {
        json.WriteStartObject();
        switch (node)
        {
            case Literal literal:
                WriteLiteral(json, literal.Value);
                break;
            case Name name:
                Kind(json, "name");
                json.WriteString("name", name.IsAbsolute ? $".{name.Text}" : name.Text);
                break;
            case Select { IsTest: true } test:
                StartCall(json, "has");
                json.WriteStartArray("arguments");
                Write(json, new Select(test.Span, test.Operand, test.Field, test.FieldSpan));
                json.WriteEndArray();
                break;
            case Select select:
                Kind(json, "select");
                Part(json, "operand", select.Operand);
                json.WriteString("field", select.Field);
                Flag(json, "optional", select.IsOptional);
                break;
            case Syntax.Index index:
                Kind(json, "index");
                Part(json, "operand", index.Operand);
                Part(json, "key", index.Key);
                Flag(json, "optional", index.IsOptional);
                break;
            case Call call:
                StartCall(json, call.Function, call.Target);
                Parts(json, "arguments", call.Arguments);
                break;
            case Macro macro:
                StartCall(json, MacroForm.NameOf(macro.Kind), macro.Range);
                Parts(json, "arguments", [.. macro.Variables.Select(NameOf), .. macro.Arguments]);
                break;
            case Binding binding:
                StartCall(json, Binding.Function, new Name(binding.Span, Binding.Namespace, false));
                Parts(json, "arguments", [NameOf(binding.Variable), binding.Value, binding.Result]);
                break;
            case Unary unary:
                Kind(json, "unary");
                json.WriteString("operator", unary.Operator == UnaryOperator.Not ? "!" : "-");
                Part(json, "operand", unary.Operand);
                break;
            case Binary binary:
                Kind(json, "binary");
                json.WriteString("operator", binary.Operator.Symbol());
                Part(json, "left", binary.Left);
                Part(json, "right", binary.Right);
                break;
            case Logical logical:
                Kind(json, "logical");
                json.WriteString("operator", logical.IsAnd ? "&&" : "||");
                Parts(json, "operands", logical.Children);
                break;
            case Conditional conditional:
                Kind(json, "conditional");
                Part(json, "test", conditional.Test);
                Part(json, "then", conditional.Then);
                Part(json, "otherwise", conditional.Otherwise);
                break;
            case ListLiteral list:
                WriteList(json, list);
                break;
            case MapLiteral map:
                WriteMap(json, map);
                break;
            default:
                throw new InvalidOperationException($"There is no JSON form of {node.GetType().Name}.");
        }
        json.WriteStartArray("span");
        json.WriteNumberValue(node.Span.Start);
        json.WriteNumberValue(node.Span.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Whole numbers as text, because JSON's are doubles; bytes as base64.</summary>
    private static void WriteLiteral(Utf8JsonWriter json, Value value)
    {
        Kind(json, "literal");
        json.WriteString("type", Types.TypeNames.ShortOf(value.Kind));
        json.WritePropertyName("value");
        if (value.Kind is ValueKind.Int or ValueKind.Uint) json.WriteStringValue(ValueJson.Text(value));
        else ValueJson.Write(json, value);
    }

    private static void WriteList(Utf8JsonWriter json, ListLiteral list)
    {
        Kind(json, "list");
        json.WriteStartArray("items");
        for (var item = 0; item < list.Children.Length; item++)
        {
            json.WriteStartObject();
            Part(json, "value", list.Children[item]);
            Flag(json, "optional", list.IsOptional(item));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, MapLiteral map)
    {
        Kind(json, "map");
        json.WriteStartArray("entries");
        for (var entry = 0; entry < map.Count; entry++)
        {
            json.WriteStartObject();
            Part(json, "key", map.Key(entry));
            Part(json, "value", map.Value(entry));
            Flag(json, "optional", map.IsOptional(entry));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static Name NameOf(Variable variable) => new(variable.Span, variable.Text, false);

    private static void StartCall(Utf8JsonWriter json, string function, Node? target = null)
    {
        Kind(json, "call");
        if (target is not null) Part(json, "target", target);
        json.WriteString("function", function);
    }

    private static void Kind(Utf8JsonWriter json, string kind) => json.WriteString("kind", kind);

    private static void Part(Utf8JsonWriter json, string name, Node part)
    {
        json.WritePropertyName(name);
        Write(json, part);
    }

    private static void Parts(Utf8JsonWriter json, string name, ImmutableArray<Node> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts) Write(json, part);
        json.WriteEndArray();
    }

    private static void Flag(Utf8JsonWriter json, string name, bool isSet)
    {
        if (isSet) json.WriteBoolean(name, true);
    }
}
