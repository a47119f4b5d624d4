using System.Buffers;
using System.Text;

namespace Tandem.Engine.Identities;

/// <summary>The kinds of identities: their rank, their normal forms, and how a value is checked.</summary>
public static class IdentityKinds
{
    public const string UserId = "userId", Email = "email", Phone = "phone", AnonymousId = "anonymousId";

    /// <summary>The longest value, in characters, after normalizing.</summary>
    public const int MaxValueLength = 256;

    /// <summary>The longest name of a kind, in characters.</summary>
    public const int MaxKindLength = 64;

    private static readonly SearchValues<char> KindCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>Whether a text can be a kind: letters, digits, <c>_ . -</c>, a letter first; <c>id</c> is kept for customer ids.</summary>
    public static bool IsKind(string kind) =>
        kind.Length is > 0 and <= MaxKindLength && char.IsAsciiLetter(kind[0]) && kind != "id" && !kind.AsSpan().ContainsAnyExcept(KindCharacters);

    /// <summary>0 is the strongest: userId, email, phone, custom kinds, anonymousId.</summary>
    public static int Rank(string kind) => kind switch
    {
        UserId => 0,
        Email => 1,
        Phone => 2,
        AnonymousId => 4,
        _ => 3,
    };

    /// <summary>The one text of a well-known kind, so that a million customers share it.</summary>
    public static string Shared(string kind) => kind switch
    {
        UserId => UserId,
        Email => Email,
        Phone => Phone,
        AnonymousId => AnonymousId,
        _ => Texts.Shared(kind),
    };

    internal static string Shared(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("userId"u8) ? UserId : kind.SequenceEqual("anonymousId"u8) ? AnonymousId : Shared(Texts.Shared(kind));

    /// <summary>The stronger of two comes first: by rank, then by hash, then by text.</summary>
    public static int Compare(Identity left, Identity right)
    {
        var byRank = Rank(left.Kind).CompareTo(Rank(right.Kind));
        if (byRank != 0) return byRank;
        var byHash = left.Hash.CompareTo(right.Hash);
        return byHash != 0 ? byHash : string.CompareOrdinal(left.ToString(), right.ToString());
    }

    /// <summary>
    /// The normal form: Unicode NFC without surrounding white space; e-mail addresses in lower case; phone numbers
    /// without spaces, dots, dashes, slashes and brackets, a leading <c>00</c> as <c>+</c>. Null where nothing is left,
    /// or the value is longer than <see cref="MaxValueLength"/>.
    /// </summary>
    public static string? Normalize(string kind, string value)
    {
        var text = value.AsSpan().Trim().Length == value.Length ? value : value.Trim();
        if (!Ascii.IsValid(text)) text = text.Normalize(NormalizationForm.FormC);
        text = kind switch
        {
            Email => text.ToLowerInvariant(),
            Phone => Digits(text),
            _ => text,
        };
        return text.Length is 0 or > MaxValueLength ? null : text;
    }

    private static string Digits(string phone)
    {
        var digits = new StringBuilder(phone.Length);
        foreach (var c in phone)
            if (!" \t.-/()".Contains(c)) digits.Append(c);
        if (digits.Length > 2 && digits[0] == '0' && digits[1] == '0') digits.Remove(0, 2).Insert(0, '+');
        return digits.ToString();
    }
}
