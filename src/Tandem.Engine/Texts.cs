using System.Collections.Concurrent;

namespace Tandem.Engine;

/// <summary>
/// One copy of each short text that many customers share: names of events, traits, segments, journeys. Bounded, because
/// names come from outside; past the bound a text is simply not shared.
/// </summary>
internal static class Texts
{
    private const int Limit = 20_000;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Shared(string text)
    {
        if (Known.TryGetValue(text, out var known)) return known;
        if (text.Length > 100 || Known.Count >= Limit) return text;
        return Known.GetOrAdd(text, text);
    }
}
