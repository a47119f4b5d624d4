using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Storage.Snapshots;

/// <summary>What a snapshot says of itself, in the file <c>manifest.json</c> beside its states.</summary>
/// <param name="Position">Every shard has folded everything up to here, and some have folded more.</param>
/// <param name="At">The journal's time when it was taken.</param>
/// <param name="Shards">The position of each shard's checkpoint in it; a shard without entries may be far behind <paramref name="Position"/>.</param>
/// <param name="Bytes">How large its states are on disk.</param>
public sealed record SnapshotManifest(Position Position, Instant At, IReadOnlyList<Position> Shards, long Bytes)
{
    /// <summary>Since 2 states may be in chunks.</summary>
    public const int Format = 2;

    private const string FileName = "manifest.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>After this position a shard's entries are still to be folded.</summary>
    public Position FoldedBy(ShardId shard) => Shards[shard.Value] > Position ? Shards[shard.Value] : Position;

    internal void Write(string folder)
    {
        using var file = File.Create(Path.Combine(folder, FileName));
        JsonSerializer.Serialize(file, new Stored(Format, Position.Value, At.ToString(), [.. Shards.Select(shard => shard.Value)], Bytes), Json);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads the manifest of a folder; null where there is none, so that the folder is no snapshot.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a newer format.</exception>
    internal static SnapshotManifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(path), Json);
            if (stored is null || !Instant.TryParse(stored.At, out var at) || stored.Shards is null) throw new InvalidDataException($"{path} is damaged: something is missing in it. Remove the snapshot.");
            if (stored.Format > Format) throw new InvalidDataException($"{path} has format {stored.Format}, and this version reads up to {Format}. Start a newer version of Tandem.");
            return new(new(stored.Position), at, [.. stored.Shards.Select(shard => new Position(shard))], stored.Bytes);
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{path} is damaged: {damaged.Message} Remove the snapshot.", damaged);
        }
    }

    private sealed record Stored(int Format, long Position, string At, long[] Shards, long Bytes);
}
