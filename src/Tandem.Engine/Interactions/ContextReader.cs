using System.Text.Json;

namespace Tandem.Engine.Interactions;

/// <summary>Reads what tells identities apart out of <c>context</c> and out of traits; goes over the rest.</summary>
internal static class ContextReader
{
    public static void Read(ref Utf8JsonReader reader, ItemDraft draft)
    {
        if (!FieldReader.IsObject(ref reader, draft, "context")) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var whole = FieldReader.WholeText(ref reader, draft, "context");
            if (whole && reader.ValueTextEquals("externalIds"u8))
            {
                reader.Read();
                ReadExternalIds(ref reader, draft);
            }
            else if (whole && reader.ValueTextEquals("traits"u8))
            {
                reader.Read();
                if (FieldReader.IsObject(ref reader, draft, "context.traits"))
                    (draft.ContextEmail, draft.ContextPhone) = ReadAddresses(ref reader, draft, "context.traits");
            }
            else if (whole && reader.ValueTextEquals("historical"u8))
            {
                reader.Read();
                draft.Historical |= FieldReader.Flag(ref reader, draft, "context.historical");
            }
            else
            {
                reader.Read();
                FieldReader.Pass(ref reader, draft, "context");
            }
        }
    }

    /// <summary><c>email</c> and <c>phone</c> of an object of traits, where they are texts. Of a repeated name the last counts, as in the traits themselves.</summary>
    public static (string? Email, string? Phone) ReadAddresses(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        string? email = null, phone = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var whole = FieldReader.WholeText(ref reader, draft, path);
            if (whole && reader.ValueTextEquals("email"u8))
            {
                reader.Read();
                email = FieldReader.TextIfAny(ref reader, draft, path);
            }
            else if (whole && reader.ValueTextEquals("phone"u8))
            {
                reader.Read();
                phone = FieldReader.TextIfAny(ref reader, draft, path);
            }
            else
            {
                reader.Read();
                FieldReader.Pass(ref reader, draft, path);
            }
        }
        return (email, phone);
    }

    private static void ReadExternalIds(ref Utf8JsonReader reader, ItemDraft draft)
    {
        const string path = "context.externalIds";
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            draft.Fail("wrong_type", path, $"{path} is {FieldReader.Kind(reader.TokenType)}, not a list.", "Send a list such as [{\"id\": \"a@example.com\", \"type\": \"email\"}].");
            FieldReader.Pass(ref reader, draft, path);
            return;
        }
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var item = $"{path}[{i}]";
            if (FieldReader.IsObject(ref reader, draft, item)) ReadExternalId(ref reader, draft, item);
        }
    }

    private static void ReadExternalId(ref Utf8JsonReader reader, ItemDraft draft, string path)
    {
        string? id = null, type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var whole = FieldReader.WholeText(ref reader, draft, path);
            var isId = whole && reader.ValueTextEquals("id"u8);
            var isType = whole && reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isId) id = FieldReader.Id(ref reader, draft, path + ".id");
            else if (isType) type = FieldReader.Text(ref reader, draft, path + ".type");
            else FieldReader.Pass(ref reader, draft, path);
        }
        if (id is null) return;
        if (type is null)
            draft.Fail("missing", path + ".type", "An external id has no type.", "Name its kind: email, phone or one of your own, such as loyaltyCard.");
        else if (draft.IsGood)
            DraftIdentities.AddExternal(draft, type, id, path);
    }
}
