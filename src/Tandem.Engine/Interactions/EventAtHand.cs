using System.Text.Json;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>
/// The interaction that rules may ask about: one that is being folded, or one that was kept as <see cref="EventForm.JsonOf"/>
/// when it started a walk. A single field or property is read from where it stands. <c>default</c> is none.
/// </summary>
public readonly struct EventAtHand
{
    internal static readonly Value NoProperty = Value.Of(new Error("no_such_key", "The event has no such property."));
    private static readonly Value None = Value.Of(new Error("no_such_key", "There is no interaction at hand."));

    private readonly Interaction? interaction;
    private readonly ReadOnlyMemory<byte> kept;

    public EventAtHand(Interaction interaction) => this.interaction = interaction;

    /// <param name="kept">Empty where a walk was not started by an interaction.</param>
    public EventAtHand(ReadOnlyMemory<byte> kept) => this.kept = kept;

    public Value Read(Fact fact)
    {
        if (interaction is null && kept.IsEmpty) return None;
        if (fact.Kind == FactKind.EventProperty) return interaction is null ? Property(kept.Span, fact.Name) : PropertyOf(interaction, fact.Name);
        if (fact.Kind == FactKind.EventField && interaction is not null) return Field(interaction, fact.Name);
        return fact.Of(interaction is null ? EventForm.ValueOf(kept.Span) : EventForm.ValueOf(interaction));
    }

    private static Value Field(Interaction interaction, string name) => name switch
    {
        "type" => Value.Of(interaction.Type.Word()),
        "name" => Value.Of(interaction.Name),
        "timestamp" => Value.Of(interaction.Timestamp),
        _ => Value.Of(interaction.MessageId),
    };

    private static Value PropertyOf(Interaction interaction, string name)
    {
        var json = interaction.PropertiesJson;
        if (json.IsEmpty) return NoProperty;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Find(ref reader, name);
    }

    private static Value Property(ReadOnlySpan<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isProperties = reader.ValueTextEquals("properties"u8);
            reader.Read();
            if (isProperties && reader.TokenType == JsonTokenType.StartObject) return Find(ref reader, name);
            reader.Skip();
        }
        return NoProperty;
    }

    private static Value Find(ref Utf8JsonReader reader, string name)
    {
        var found = NoProperty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            // Of a name that stands there twice the last counts, as in the whole event.
            if (isIt) found = ValueJson.Read(ref reader);
            else reader.Skip();
        }
        return found;
    }
}
