using System.Globalization;
using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>The two documents of a backup: what it says of itself at its beginning, and what it holds at its end.</summary>
internal static class BackupJson
{
    public static byte[] Write(BackupHeader header) => JsonSerializer.SerializeToUtf8Bytes(
        new Head(BackupHeader.Format, header.Id, header.At.ToString(), header.Version, header.Store, header.Shards, header.First.Value, header.Last.Value, header.Folded.Value), JsonSerializerOptions.Web);

    /// <exception cref="BackupRefusedException">It was made by a newer version.</exception>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static BackupHeader ReadHeader(ReadOnlySpan<byte> json)
    {
        var head = Read<Head>(json);
        if (head.Format > BackupHeader.Format)
            throw new BackupRefusedException($"The backup has format {head.Format}, and this version of Tandem reads up to {BackupHeader.Format}. It was made by version {head.Version}: restore it with that one or a newer one.");
        if (!Instant.TryParse(head.At, out var at)) throw new InvalidDataException("its time is no time");
        return new(head.Id, at, head.Version, head.Store, head.Shards, new(head.First), new(head.Last), new(head.Folded));
    }

    public static byte[] Write(IReadOnlyList<PartTally> parts) => JsonSerializer.SerializeToUtf8Bytes(
        new Manifest([.. parts.Select(part => new Tally((byte)part.Part, part.Part.ToString(), part.Records, part.Bytes, part.HashText))]), JsonSerializerOptions.Web);

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static IReadOnlyList<PartTally> ReadManifest(ReadOnlySpan<byte> json) =>
        [.. Read<Manifest>(json).Parts.Select(part => new PartTally((BackupPart)part.Part, part.Records, part.Bytes, UInt128.Parse(part.Hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];

    private static T Read<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web) ?? throw new InvalidDataException("it says nothing");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }

    private sealed record Head(int Format, string Id, string At, string Version, string Store, int Shards, long First, long Last, long Folded);

    private sealed record Manifest(Tally[] Parts);

    private sealed record Tally(byte Part, string Name, long Records, long Bytes, string Hash);
}
