using System.Security.Cryptography;

namespace Tandem.Server.Sources;

/// <summary>Write keys.</summary>
public static class WriteKeys
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>32 random characters of base62: 190 bits.</summary>
    public static string Make() => RandomNumberGenerator.GetString(Alphabet, 32);

    /// <summary>Whether a key that somebody chose can be one: 8 to 128 characters that need no escaping in a URL or in Basic authentication.</summary>
    public static bool IsAcceptable(string key) =>
        key.Length is >= 8 and <= 128 && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
