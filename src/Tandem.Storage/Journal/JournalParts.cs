using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>
/// The sealed parts of a journal, oldest first, without gaps: the folder <c>journal</c>. One thread adds and removes,
/// any may read.
/// </summary>
internal sealed class JournalParts
{
    private volatile JournalPart[] parts;

    private JournalParts(string folder, JournalPart[] parts) => (Folder, this.parts) = (folder, parts);

    public string Folder { get; }

    public IReadOnlyList<JournalPart> All => parts;

    /// <summary>From the first to the last sealed position; null where nothing is sealed.</summary>
    public PositionRange? Range => parts is [var first, .., var last] ? new(first.Range.First, last.Range.Last) : parts is [var only] ? only.Range : null;

    /// <summary>Finds the parts, checks each one's header and end, and clears away what a crash left.</summary>
    /// <param name="sealedRange">What the journal says is sealed: from its first position to the last that left <c>journal.db</c>.</param>
    /// <exception cref="InvalidDataException">A part is damaged or missing; it is named.</exception>
    public static JournalParts Open(string folder, PositionRange sealedRange)
    {
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.GetFiles(folder, "*" + PartFormat.TemporaryExtension)) File.Delete(left);
        var found = new List<JournalPart>();
        var expected = sealedRange.First;
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            if (PartFormat.RangeOf(path) is not { } range) continue;
            if (range.Last < sealedRange.First)
            {
                // Its time was over, and a crash came before the file was gone.
                File.Delete(path);
                continue;
            }
            if (range.First > expected) throw Gap(folder, new(expected, new(range.First.Value - 1)));
            if (range.First < expected) throw PartFormat.Damaged(path, range, $"another part has position {range.First} too");
            found.Add(new(path, range));
            expected = new(range.Last.Value + 1);
        }
        return expected <= sealedRange.Last ? throw Gap(folder, new(expected, sealedRange.Last)) : new(folder, [.. found]);
    }

    public JournalPart? Of(Position position)
    {
        var all = parts;
        if (all.Length == 0 || position > all[^1].Range.Last || position < all[0].Range.First) return null;
        var (low, high) = (0, all.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (all[middle].Range.First <= position) low = middle;
            else high = middle - 1;
        }
        return all[low];
    }

    public void Add(JournalPart part) => parts = [.. parts, part];

    /// <summary>Forgets the oldest part; its file is still there.</summary>
    public JournalPart TakeOldest()
    {
        var oldest = parts[0];
        parts = parts[1..];
        return oldest;
    }

    /// <summary>Adds to the backlogs what shards have after their positions in the sealed parts.</summary>
    public void Count(IReadOnlyList<long> positions, Backlog[] backlogs)
    {
        var least = positions.Min();
        foreach (var part in parts)
        {
            if (part.Range.Last.Value <= least) continue;
            using var reader = part.Open() ?? throw JournalPart.Missing(part.Path, part.Range);
            for (var chunk = reader.ChunkOf(new(Math.Max(least + 1, part.Range.First.Value))); chunk < reader.Chunks.Length; chunk++)
            {
                var index = new PartIndexReader(reader.Indexes(chunk, chunk), reader.Chunks[chunk]);
                while (index.MoveNext())
                {
                    ref var backlog = ref backlogs[index.Shard.Value];
                    if (index.Position.Value > positions[index.Shard.Value])
                        backlog = new(backlog.Count + 1, Math.Min(backlog.ReadFrom, index.Position.Value - 1));
                }
            }
        }
    }

    private static InvalidDataException Gap(string folder, PositionRange missing) =>
        new($"{folder}: the part of positions {missing} is missing. Restore it from a backup.");
}
