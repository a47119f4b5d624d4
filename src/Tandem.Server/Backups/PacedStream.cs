using System.IO.Pipelines;

namespace Tandem.Server.Backups;

/// <summary>Writes into a pipe no faster than it is read. For a thread of its own, which waits here.</summary>
internal sealed class PacedStream(PipeWriter to, CancellationToken cancelled) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(to.GetSpan(buffer.Length));
        to.Advance(buffer.Length);
        Flush();
    }

    public override void Flush()
    {
        if (to.FlushAsync(cancelled).AsTask().GetAwaiter().GetResult() is { IsCompleted: true } or { IsCanceled: true }) throw new IOException("Whoever asked for the backup has gone.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
