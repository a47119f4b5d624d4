using System.Text.Json;
using Tandem.Engine.Identities;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Customers;

/// <summary>Reads the JSON of a profile of forms 2 and 3, which were read back: identities, traits, consents, segments, accounts.</summary>
internal static class EarlierProfile
{
    public static void ReadInto(Customer customer, ReadOnlySpan<byte> profile)
    {
        var json = new Utf8JsonReader(profile);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("identities"u8)) ReadIdentities(customer, ref json);
            else if (json.ValueTextEquals("traits"u8)) ReadTraits(customer, ref json);
            else if (json.ValueTextEquals("consents"u8)) ReadConsents(customer, ref json);
            else if (json.ValueTextEquals("segments"u8)) ReadSegments(customer, ref json);
            else if (json.ValueTextEquals("accounts"u8)) ReadAccounts(customer, ref json);
            else json.Skip();
        }
    }

    private static void ReadAccounts(Customer customer, ref Utf8JsonReader json)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var groupId = json.GetString()!;
            var traits = new Dictionary<string, Value>(StringComparer.Ordinal);
            var told = 0L;
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("told"u8))
                {
                    json.Read();
                    told = json.GetInt64();
                    continue;
                }
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Texts.Shared(json.GetString()!);
                    json.Read();
                    traits[name] = ValueJson.Read(ref json);
                }
            }
            // Which accounts there are, the work says, which is read first.
            var place = customer.Accounts.FindIndex(account => account.GroupId == groupId);
            if (place >= 0) customer.Accounts[place] = customer.Accounts[place] with { Traits = traits, Told = new(told) };
        }
    }

    private static void ReadIdentities(Customer customer, ref Utf8JsonReader json)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            string kind = "", value = "";
            var since = 0L;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("kind"u8)) { json.Read(); kind = IdentityKinds.Shared(json.GetString()!); }
                else if (json.ValueTextEquals("value"u8)) { json.Read(); value = json.GetString()!; }
                else if (json.ValueTextEquals("since"u8)) { json.Read(); since = json.GetInt64(); }
                else json.Skip();
            }
            customer.Identities.Add(new(new(kind, value), new(since)));
        }
    }

    private static void ReadTraits(Customer customer, ref Utf8JsonReader json)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Texts.Shared(json.GetString()!);
            var value = Value.Null;
            var (source, at) = (0, 0L);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("value"u8)) { json.Read(); value = ValueJson.Read(ref json); }
                else if (json.ValueTextEquals("source"u8)) { json.Read(); source = json.GetInt32(); }
                else if (json.ValueTextEquals("at"u8)) { json.Read(); at = json.GetInt64(); }
                else json.Skip();
            }
            customer.Traits[name] = new(value, source, new(at));
        }
    }

    private static void ReadConsents(Customer customer, ref Utf8JsonReader json)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var channel = Texts.Shared(json.GetString()!);
            var (granted, source, at) = (false, 0, 0L);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("granted"u8)) { json.Read(); granted = json.GetBoolean(); }
                else if (json.ValueTextEquals("source"u8)) { json.Read(); source = json.GetInt32(); }
                else if (json.ValueTextEquals("at"u8)) { json.Read(); at = json.GetInt64(); }
                else json.Skip();
            }
            customer.Consents.Add(new(channel, granted, source, new(at)));
        }
    }

    private static void ReadSegments(Customer customer, ref Utf8JsonReader json)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var segment = Texts.Shared(json.GetString()!);
            var (since, initial) = (0L, false);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("since"u8)) { json.Read(); since = json.GetInt64(); }
                else if (json.ValueTextEquals("initial"u8)) { json.Read(); initial = json.GetBoolean(); }
                else json.Skip();
            }
            customer.Memberships.Add(new(segment, new(since), initial));
        }
    }
}
