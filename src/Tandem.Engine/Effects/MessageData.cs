using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Engine.Customers;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>What a template may speak of: the customer, and the interaction that started it.</summary>
public static class MessageData
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8 JSON: <c>customer</c> {id, identities, traits, consents, segments}, <c>event</c> (null without one), <c>now</c>.</summary>
    public static byte[] Of(Customer customer, ReadOnlyMemory<byte> @event, Instant now)
    {
        var to = new ByteWriter(1024);
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("customer"u8);
            json.WriteString("id"u8, customer.Id.ToString());
            json.WriteStartObject("identities"u8);
            foreach (var kind in customer.Identities.Select(known => known.Identity.Kind).Distinct()) json.WriteString(kind, customer.IdentityOf(kind));
            json.WriteEndObject();
            json.WriteStartObject("traits"u8);
            foreach (var (name, trait) in customer.Traits)
            {
                json.WritePropertyName(name);
                ValueJson.Write(json, trait.Value);
            }
            json.WriteEndObject();
            json.WriteStartObject("consents"u8);
            foreach (var consent in customer.Consents) json.WriteBoolean(consent.Channel, consent.Granted);
            json.WriteEndObject();
            json.WriteStartArray("segments"u8);
            foreach (var membership in customer.Memberships) json.WriteStringValue(membership.Segment);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WritePropertyName("event"u8);
            if (@event.IsEmpty) json.WriteNullValue();
            else json.WriteRawValue(@event.Span, skipInputValidation: true);
            json.WriteString("now"u8, now.ToString());
            json.WriteEndObject();
        }
        return to.ToArray();
    }
}
