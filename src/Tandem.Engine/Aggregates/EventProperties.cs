using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Aggregates;

/// <summary>
/// An interaction's properties as the map that <see cref="Interaction.Properties"/> is. Where each stands is found once, and
/// only those are read that are asked for: aggregates and conditions ask for one or two of many. Not thread-safe.
/// </summary>
internal sealed class EventProperties(Interaction interaction) : IReadOnlyDictionary<Value, Value>
{
    private Field[]? fields;
    private int count;

    public int Count => All().Count;

    public IEnumerable<Value> Keys => All().Keys;

    public IEnumerable<Value> Values => All().Values;

    public Value this[Value key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"An event has no property {key}.");

    public bool ContainsKey(Value key) => TryGetValue(key, out _);

    public bool TryGetValue(Value key, [MaybeNullWhen(false)] out Value value)
    {
        if (key.Kind == ValueKind.String) return TryGet(key.AsString, out value);
        value = default;
        return false;
    }

    public bool TryGet(string name, [MaybeNullWhen(false)] out Value value)
    {
        fields ??= FindAll();
        var json = interaction.PropertiesJson;
        // Of a name that stands there twice the last counts, as in the whole map.
        for (var place = count - 1; place >= 0; place--)
        {
            ref var field = ref fields[place];
            if (!field.Is(json, name)) continue;
            value = field.Value ??= ValueJson.Read(json.Slice(field.Start, field.Length));
            return true;
        }
        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<Value, Value>> GetEnumerator() => All().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyDictionary<Value, Value> All() => interaction.Properties.AsMap;

    private Field[] FindAll()
    {
        var json = interaction.PropertiesJson;
        var found = new Field[8];
        if (json.IsEmpty) return found;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (count == found.Length) Array.Resize(ref found, 2 * count);
            ref var field = ref found[count++];
            (field.NameStart, field.NameLength) = ((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            field.IsPlain = !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan);
            reader.Read();
            field.Start = (int)reader.TokenStartIndex;
            reader.Skip();
            field.Length = (int)reader.BytesConsumed - field.Start;
        }
        return found;
    }

    /// <summary>Where a property stands in the JSON.</summary>
    private struct Field
    {
        /// <summary>Of the name, with its quotes.</summary>
        public int NameStart, NameLength;

        /// <summary>Of the value.</summary>
        public int Start, Length;

        /// <summary>The name's bytes are its characters.</summary>
        public bool IsPlain;

        /// <summary>Once it was asked for.</summary>
        public Value? Value;

        public readonly bool Is(ReadOnlySpan<byte> json, string name)
        {
            var quoted = json.Slice(NameStart, NameLength);
            if (IsPlain) return quoted.Length - 2 == name.Length && Ascii.Equals(quoted[1..^1], name);
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return reader.ValueTextEquals(name);
        }
    }
}
