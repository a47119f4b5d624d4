using Tandem.Cli.Csv;
using Tandem.Cli.Maps;

namespace Tandem.Cli.Playing;

/// <summary>A file's interactions in the order of their times: what will be played. Held in memory.</summary>
public sealed class Script
{
    private Script(string file, IReadOnlyList<MappedInteraction> interactions, long rejected) =>
        (File, Interactions, Rejected) = (file, interactions, rejected);

    /// <summary>The file's fingerprint.</summary>
    public string File { get; }

    public IReadOnlyList<MappedInteraction> Interactions { get; }

    /// <summary>Rows that cannot be used.</summary>
    public long Rejected { get; }

    /// <exception cref="CommandFailedException">The map does not fit the file, or gives interactions without a time.</exception>
    public static Script Read(ImportMap map, string path, CancellationToken cancel)
    {
        var file = new CsvFile(path, map.Dialect);
        var (fingerprint, _) = file.Fingerprint(cancel);
        using var reader = file.Open();
        var missing = map.MissingFrom(reader.Columns);
        if (missing.Count > 0) throw new CommandFailedException(string.Join(Environment.NewLine, missing));
        if (map.Interactions.Any(interaction => interaction.Timestamp is null))
            throw new CommandFailedException("Only interactions with a `timestamp` can be played; the map has one without.");

        var mapper = new RowMapper(map, reader.Columns, fingerprint);
        List<MappedInteraction> all = [];
        long rejected = 0;
        foreach (var row in reader.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            if (mapper.Map(row, out _) is { } mapped) all.AddRange(mapped);
            else rejected++;
        }
        // Stable: interactions of the same moment keep the file's order. What comes once comes with the earliest.
        HashSet<string> seen = new(StringComparer.Ordinal);
        return new(fingerprint, [.. all.OrderBy(item => item.Timestamp).Where(item => item.OnceKey is null || seen.Add(item.OnceKey))], rejected);
    }
}
