using System.Text.Json;
using Tandem.Engine.Identities;
using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>
/// Finds out whether something that could not be accepted names a customer: rejected items were never read as
/// interactions, and many are not even JSON. Values that stand where an id stands count, and whatever looks like an
/// address; of a text that is no JSON every word of at least <see cref="ShortestWord"/> characters.
/// </summary>
internal static class NamedIdentities
{
    /// <summary>A shorter word of a text that cannot be read says nothing: it may be any number.</summary>
    public const int ShortestWord = 6;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };

    private static readonly char[] Separators = [.. "\"'`,;:{}[]()<>=&?|\\ \t\r\n"];

    /// <summary>What is kept of an item that was refused, and of what stood around its batch.</summary>
    /// <inheritdoc cref="Any(string, IReadOnlyCollection{string}, Func{Identity, bool})" path="/param"/>
    public static bool Any(Reject reject, IReadOnlyCollection<string> kinds, Func<Identity, bool> isTheirs) =>
        Any(reject.Body, kinds, isTheirs) || (reject.Around is { } around && Any($"{{{around}}}", kinds, isTheirs));

    /// <param name="kinds">The kinds of the identities that are looked for.</param>
    /// <param name="isTheirs">Given an identity in normal form.</param>
    public static bool Any(string body, IReadOnlyCollection<string> kinds, Func<Identity, bool> isTheirs)
    {
        try
        {
            return AnyInJson(System.Text.Encoding.UTF8.GetBytes(body), kinds, isTheirs);
        }
        catch (JsonException)
        {
            return body.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()
                .Any(word => word.Length >= ShortestWord && kinds.Any(kind => Is(kind, word, isTheirs)));
        }
    }

    private static bool AnyInJson(byte[] body, IReadOnlyCollection<string> kinds, Func<Identity, bool> isTheirs)
    {
        var reader = new Utf8JsonReader(body, Lenient);
        var (name, found) = ("", false);
        // To the end, also when it was found: what is cut short is read in the other way.
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName) name = reader.GetString()!;
            if (found || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) continue;
            var value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            found = kinds.Any(kind => MayBe(kind, name, value) && Is(kind, value, isTheirs));
        }
        return found;
    }

    private static bool MayBe(string kind, string property, string value) => kind switch
    {
        IdentityKinds.UserId => property is "userId" or "user_id" or "previousId" or "id",
        IdentityKinds.AnonymousId => property is "anonymousId" or "anonymous_id" or "previousId" or "id",
        IdentityKinds.Email => value.Contains('@'),
        IdentityKinds.Phone => property is "phone" or "id" || value.StartsWith('+') || value.StartsWith("00", StringComparison.Ordinal),
        _ => property == "id" || property == kind,
    };

    private static bool Is(string kind, string value, Func<Identity, bool> isTheirs) =>
        IdentityKinds.Normalize(kind, value) is { } normal && isTheirs(new(IdentityKinds.Shared(kind), normal));
}
