using System.Collections.Concurrent;
using System.Text;

namespace Tandem.Engine;

/// <summary>
/// One copy of each short text that many customers share: names of events, traits, segments, journeys. Bounded, because
/// names come from outside; past the bound a text is simply not shared.
/// </summary>
internal static class Texts
{
    private const int Limit = 20_000, MaxLength = 100;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Shared(string text)
    {
        if (Known.TryGetValue(text, out var known)) return known;
        if (text.Length > MaxLength || Known.Count >= Limit) return text;
        return Known.GetOrAdd(text, text);
    }

    /// <param name="utf8">Makes a text only where there is none yet.</param>
    public static string Shared(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength) return Encoding.UTF8.GetString(utf8);
        Span<char> characters = stackalloc char[MaxLength];
        var text = characters[..Encoding.UTF8.GetChars(utf8, characters)];
        return KnownBySpan.TryGetValue(text, out var known) ? known : Shared(text.ToString());
    }
}
