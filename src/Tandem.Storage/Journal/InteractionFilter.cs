using System.Text;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>Picks interactions by their names out of entries that follow one another. Knows each name as one text object; for one reading.</summary>
internal sealed class InteractionFilter(IReadOnlySet<string> names)
{
    private readonly Dictionary<string, bool> known = [];
    private char[] letters = new char[256];

    /// <summary>The wanted ones among whole entries of the journal.</summary>
    /// <exception cref="InvalidDataException">An interaction is of a format that this version does not read.</exception>
    public IEnumerable<PastInteraction> Pick(IReadOnlyList<Entry> entries, PositionRange range)
    {
        var payloads = new EntryPayloads(entries);
        foreach (var entry in entries)
            if (entry.Kind == EntryKind.Interaction && range.Contains(entry.Position) && TryPick(entry, payloads, out var picked))
                yield return picked;
    }

    /// <summary>The wanted ones in a range of a sealed part, by the indexes of its chunks alone.</summary>
    /// <exception cref="InvalidDataException">An index is damaged, or an interaction was of an unknown format when it was sealed.</exception>
    public IEnumerable<PastInteraction> Pick(PartReader part, PositionRange range)
    {
        var (from, to) = (part.ChunkOf(range.First), part.ChunkOf(range.Last));
        var indexes = part.Indexes(from, to);
        var start = part.Chunks[from].IndexOffset;
        var picked = new List<PastInteraction>();
        for (var chunk = from; chunk <= to; chunk++)
        {
            picked.Clear();
            Pick(part, chunk, indexes.AsSpan((int)(part.Chunks[chunk].IndexOffset - start), part.Chunks[chunk].IndexLength), range, picked);
            foreach (var one in picked) yield return one;
        }
    }

    private void Pick(PartReader part, int chunk, ReadOnlySpan<byte> section, PositionRange range, List<PastInteraction> into)
    {
        var index = new PartIndexReader(section, part.Chunks[chunk]);
        // Null where the name is not wanted.
        var wanted = new string?[index.Names.Length];
        for (var i = 0; i < wanted.Length; i++) wanted[i] = Known(index.Names[i]) is (var name, true) ? name : null;
        var payloads = new ChunkPayloads(part, chunk);
        while (index.MoveNext())
        {
            if (index.Kind != EntryKind.Interaction || !range.Contains(index.Position)) continue;
            if (index.Name < 0) throw Unreadable(index.Position);
            if (wanted[index.Name] is { } name) into.Add(new(index.Shard, index.Position, index.At, index.Timestamp, name, payloads));
        }
    }

    private bool TryPick(in Entry entry, EntryPayloads payloads, out PastInteraction picked)
    {
        if (!InteractionHead.TryRead(entry.Payload.Span, out var head)) throw Unreadable(entry.Position);
        var (name, isWanted) = Known(head.Name);
        picked = isWanted ? new(entry.Shard, entry.Position, entry.At, ClockCorrection.AsOf(head.Timestamp, entry.At), name, payloads) : default;
        return isWanted;
    }

    private (string Name, bool IsWanted) Known(ReadOnlySpan<byte> utf8)
    {
        // UTF-8 never has fewer bytes than UTF-16 has letters.
        if (letters.Length < utf8.Length) letters = new char[utf8.Length];
        return Known(letters.AsSpan(0, Encoding.UTF8.GetChars(utf8, letters)));
    }

    private (string Name, bool IsWanted) Known(ReadOnlySpan<char> text)
    {
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var name, out var isWanted)) return (name, isWanted);
        name = new(text);
        return (name, known[name] = names.Contains(name));
    }

    private static InvalidDataException Unreadable(Position position) =>
        new($"The interaction at position {position} is of a format that this version does not read.");
}
