using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>
/// The part of a customer that people and SQL read: identities, traits, consents, segments. JSON; times are numbers of
/// microseconds since 1970, as everywhere in the engine.
/// </summary>
internal static class CustomerProfile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? pooled;

    public static void Write(Customer customer, ByteWriter to)
    {
        var json = pooled ??= new(to, Options);
        json.Reset(to);
        json.WriteStartObject();
        json.WriteStartArray("identities"u8);
        foreach (var (identity, since) in customer.Identities)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, identity.Kind);
            json.WriteString("value"u8, identity.Value);
            json.WriteNumber("since"u8, since.Micros);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("traits"u8);
        foreach (var (name, trait) in customer.Traits)
        {
            json.WriteStartObject(name);
            json.WritePropertyName("value"u8);
            ValueJson.Write(json, trait.Value);
            json.WriteNumber("source"u8, trait.Source);
            json.WriteNumber("at"u8, trait.At.Micros);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("consents"u8);
        foreach (var consent in customer.Consents)
        {
            json.WriteStartObject(consent.Channel);
            json.WriteBoolean("granted"u8, consent.Granted);
            json.WriteNumber("source"u8, consent.Source);
            json.WriteNumber("at"u8, consent.At.Micros);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("segments"u8);
        foreach (var membership in customer.Memberships)
        {
            json.WriteStartObject(membership.Segment);
            json.WriteNumber("since"u8, membership.Since.Micros);
            if (membership.Initial) json.WriteBoolean("initial"u8, true);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteAccounts(customer, json);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteAccounts(Customer customer, Utf8JsonWriter json)
    {
        if (customer.Accounts.Count == 0) return;
        json.WriteStartObject("accounts"u8);
        foreach (var account in customer.Accounts)
        {
            json.WriteStartObject(account.GroupId);
            json.WriteNumber("told"u8, account.Told.Value);
            json.WriteStartObject("traits"u8);
            foreach (var (name, value) in account.Traits)
            {
                json.WritePropertyName(name);
                ValueJson.Write(json, value);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
