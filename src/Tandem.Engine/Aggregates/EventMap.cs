using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Aggregates;

/// <summary>The map that <see cref="EventForm"/> makes of an interaction, its parts read from the JSON when they are asked for: conditions ask for few. Not thread-safe.</summary>
internal sealed class EventMap(Interaction interaction, EventProperties properties) : IReadOnlyDictionary<Value, Value>
{
    private static readonly string[] Names = ["type", "name", "timestamp", "messageId", "properties", "traits", "context"];

    private readonly Value?[] parts = new Value?[Names.Length];

    public int Count => Names.Length;

    public IEnumerable<Value> Keys => Names.Select(Value.Of);

    public IEnumerable<Value> Values => Names.Select((_, place) => PartAt(place));

    public Value this[Value key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"An event has no {key}.");

    public bool ContainsKey(Value key) => PlaceOf(key) >= 0;

    public bool TryGetValue(Value key, [MaybeNullWhen(false)] out Value value)
    {
        var place = PlaceOf(key);
        value = place < 0 ? default : PartAt(place);
        return place >= 0;
    }

    public IEnumerator<KeyValuePair<Value, Value>> GetEnumerator()
    {
        for (var place = 0; place < Names.Length; place++) yield return new(Value.Of(Names[place]), PartAt(place));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int PlaceOf(Value key) => key.Kind == ValueKind.String ? Array.IndexOf(Names, key.AsString) : -1;

    private Value PartAt(int place) => parts[place] ??= Names[place] switch
    {
        "type" => Value.Of(interaction.Type.Word()),
        "name" => Value.Of(interaction.Name),
        "timestamp" => Value.Of(interaction.Timestamp),
        "messageId" => Value.Of(interaction.MessageId),
        "properties" => Value.Of((IReadOnlyDictionary<Value, Value>)properties),
        "traits" => interaction.Traits,
        _ => interaction.Context,
    };
}
