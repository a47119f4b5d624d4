using System.Security.Cryptography;
using Tandem.Primitives;

namespace Tandem.Storage.Backups;

/// <summary>Writes a workspace as a backup, in one stream from its beginning to its end.</summary>
public sealed class BackupWriter : RecordWriter, IDisposable
{
    private readonly Stream to;
    private readonly CancellationToken cancelled;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ByteWriter frame = new(BackupFrame.TargetSize);
    private ByteWriter gathered = new();
    private BackupPart part;
    private int inFrame;
    private long number, written;

    private BackupWriter(Stream to, CancellationToken cancelled) => (this.to, this.cancelled) = (to, cancelled);

    /// <summary>Writes all of it.</summary>
    /// <returns>What each part holds, and how many bytes were written.</returns>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    /// <exception cref="IOException">It cannot be written, or whoever reads it has gone.</exception>
    public static (IReadOnlyList<PartTally> Parts, long Bytes) Write(IBackupSource source, Stream to, CancellationToken cancelled)
    {
        using var writer = new BackupWriter(to, cancelled);
        return writer.Write(source);
    }

    public void Dispose() => hash.Dispose();

    protected override void Ended(ByteWriter records)
    {
        (gathered, inFrame) = (records, inFrame + 1);
        if (records.Length >= BackupFrame.TargetSize) WriteFrame();
    }

    private (IReadOnlyList<PartTally>, long) Write(IBackupSource source)
    {
        Put(BackupFrame.Magic);
        WriteDocument(BackupPart.Header, BackupJson.Write(source.Header));
        var tallies = new List<PartTally>();
        foreach (var next in BackupParts.All)
        {
            part = next;
            source.Read(next, this);
            if (inFrame > 0) WriteFrame();
            tallies.Add(Take(next));
        }
        WriteDocument(BackupPart.Manifest, BackupJson.Write(tallies));
        var end = hash.GetHashAndReset();
        to.Write(end);
        to.Flush();
        return (tallies, written + end.Length);
    }

    private void WriteDocument(BackupPart kind, byte[] json)
    {
        frame.Clear();
        BackupFrame.Write(frame, kind, json, 1, number++);
        Put(frame.Span);
    }

    private void WriteFrame()
    {
        cancelled.ThrowIfCancellationRequested();
        frame.Clear();
        BackupFrame.Write(frame, part, gathered.Span, inFrame, number++);
        Put(frame.Span);
        gathered.Clear();
        inFrame = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        to.Write(bytes);
        written += bytes.Length;
    }
}
