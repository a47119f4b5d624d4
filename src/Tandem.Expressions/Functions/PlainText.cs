using System.Text;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>Any value as text for people: <c>[abc, 3.14, {key: 7200s}]</c>, a map's entries in the order of their keys' texts.</summary>
internal static class PlainText
{
    /// <summary>False for a value that has no such text, and when the work runs out; the frame knows. A value can hold one part many times over, so every part counts.</summary>
    public static bool TryWrite(StringBuilder text, Value value, ref Frame frame)
    {
        if (!frame.TryRead(value)) return false;
        switch (value.Kind)
        {
            case ValueKind.List:
                return TryWriteList(text, value.AsList, ref frame);
            case ValueKind.Map:
                return TryWriteMap(text, value.AsMap, ref frame);
            default:
                if (Of(value) is not { } plain) return false;
                text.Append(plain);
                return true;
        }
    }

    private static string? Of(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Double => DoubleText.Plain(value.AsDouble),
        ValueKind.Bytes => Encoding.UTF8.GetString(value.AsBytes),
        ValueKind.Type => value.AsTypeName,
        _ => Conversions.ToText(value) is { IsError: false } converted ? converted.AsString : null,
    };

    private static bool TryWriteList(StringBuilder text, IReadOnlyList<Value> list, ref Frame frame)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) text.Append(", ");
            if (!TryWrite(text, list[i], ref frame)) return false;
        }
        text.Append(']');
        return true;
    }

    private static bool TryWriteMap(StringBuilder text, IReadOnlyDictionary<Value, Value> map, ref Frame frame)
    {
        var entries = new List<(string Key, Value Value)>();
        foreach (var (key, value) in map)
        {
            if (!frame.TryRead(key) || Of(key) is not { } name) return false;
            entries.Add((name, value));
        }
        entries.Sort((left, right) => Ordering.CompareText(left.Key, right.Key));
        text.Append('{');
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(entries[i].Key).Append(": ");
            if (!TryWrite(text, entries[i].Value, ref frame)) return false;
        }
        text.Append('}');
        return true;
    }
}
