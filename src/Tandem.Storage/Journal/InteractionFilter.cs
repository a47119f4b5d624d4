using System.Text;
using Tandem.Engine.Interactions;
using Tandem.Engine.Shards;

namespace Tandem.Storage.Journal;

/// <summary>Picks interactions by their names out of entries that follow one another. Knows each name as one text object; for one reading.</summary>
internal sealed class InteractionFilter(PositionRange range, IReadOnlySet<string> names)
{
    private readonly Dictionary<string, bool> known = [];
    private char[] letters = new char[256];

    public PositionRange Range => range;

    /// <summary>Whether a name is one of those that are looked for.</summary>
    public bool Wants(string name) => names.Contains(name);

    /// <summary>The wanted ones among whole entries of the journal.</summary>
    /// <exception cref="InvalidDataException">An interaction is of a format that this version does not read.</exception>
    public IEnumerable<PastInteraction> Pick(IReadOnlyList<Entry> entries)
    {
        var payloads = new EntryPayloads(entries);
        foreach (var entry in entries)
            if (entry.Kind == EntryKind.Interaction && range.Contains(entry.Position) && TryPick(entry, payloads, out var picked))
                yield return picked;
    }

    private bool TryPick(in Entry entry, EntryPayloads payloads, out PastInteraction picked)
    {
        if (!InteractionHead.TryRead(entry.Payload.Span, out var head))
            throw new InvalidDataException($"The interaction at position {entry.Position} is of a format that this version does not read.");
        var (name, isWanted) = Known(head.Name);
        picked = isWanted ? new(entry.Shard, entry.Position, entry.At, head.Timestamp, name, payloads) : default;
        return isWanted;
    }

    private (string Name, bool IsWanted) Known(ReadOnlySpan<byte> utf8)
    {
        // UTF-8 never has fewer bytes than UTF-16 has letters.
        if (letters.Length < utf8.Length) letters = new char[utf8.Length];
        ReadOnlySpan<char> text = letters.AsSpan(0, Encoding.UTF8.GetChars(utf8, letters));
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var name, out var isWanted)) return (name, isWanted);
        name = new(text);
        return (name, known[name] = names.Contains(name));
    }
}
