using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Server.Api.Tracking;

/// <summary>
/// The bytes of a request, whole, unpacked and within a limit, in a pooled array or where Kestrel has them. Must be
/// disposed when they were read.
/// </summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly PipeReader? pipe;
    private readonly ReadOnlySequence<byte> sequence;
    private readonly byte[]? pooled;
    private readonly int pooledLength;

    private RequestBody(PipeReader pipe, ReadOnlySequence<byte> sequence) => (this.pipe, this.sequence) = (pipe, sequence);

    private RequestBody(byte[] pooled, int length) => (this.pooled, pooledLength) = (pooled, length);

    /// <summary>What is wrong with the request instead of a body; its code tells a body over the limit from a broken one.</summary>
    public Error? Error { get; private init; }

    public ReadOnlySpan<byte> Bytes => pooled is not null ? pooled.AsSpan(0, pooledLength) : sequence.FirstSpan;

    /// <summary>Reads to the end, but never much more than <paramref name="limit"/> bytes, packed or unpacked.</summary>
    public static async ValueTask<RequestBody> Read(HttpRequest request, int limit)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return Failed(new("unknown_encoding", "The body is packed in a way that is not known here.") { Path = "Content-Encoding", Hint = "Use gzip, or send the body as it is." });
        if (request.ContentLength > limit) return Failed(TooLarge(limit));

        var pipe = request.BodyReader;
        ReadResult result;
        while (true)
        {
            result = await pipe.ReadAsync();
            if (result.Buffer.Length > limit)
            {
                pipe.AdvanceTo(result.Buffer.End);
                return Failed(TooLarge(limit));
            }
            if (result.IsCompleted) break;
            pipe.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
        // JSON never begins with these two bytes, and some browsers' code packs without saying so.
        var packed = encoding.Length > 0 && encoding[0] is 'g' or 'G' || StartsPacked(result.Buffer);
        if (!packed && result.Buffer.IsSingleSegment) return new(pipe, result.Buffer);
        try
        {
            return packed ? Unpack(result.Buffer, limit) : Join(result.Buffer);
        }
        finally
        {
            pipe.AdvanceTo(result.Buffer.End);
        }
    }

    public void Dispose()
    {
        pipe?.AdvanceTo(sequence.End);
        if (pooled is not null) ArrayPool<byte>.Shared.Return(pooled);
    }

    private static RequestBody Join(ReadOnlySequence<byte> buffer)
    {
        var array = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        buffer.CopyTo(array);
        return new(array, (int)buffer.Length);
    }

    private static RequestBody Unpack(ReadOnlySequence<byte> buffer, int limit)
    {
        var array = ArrayPool<byte>.Shared.Rent(limit + 1);
        var length = 0;
        Error? error = null;
        try
        {
            using var stream = new GZipStream(new MemoryStream(buffer.ToArray()), CompressionMode.Decompress);
            // One byte more than may be there: enough to know, however much the rest would unpack to.
            while (length <= limit && stream.Read(array, length, limit + 1 - length) is var read and > 0) length += read;
            if (length > limit) error = TooLarge(limit);
        }
        catch (InvalidDataException)
        {
            error = new("not_gzip", "The body is not gzip, or is cut short or damaged.") { Path = "Content-Encoding", Hint = "Pack the whole body with gzip, or send it as it is without Content-Encoding." };
        }
        if (error is null) return new(array, length);
        ArrayPool<byte>.Shared.Return(array);
        return Failed(error);
    }

    private static bool StartsPacked(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[2];
        if (buffer.Length < 2) return false;
        buffer.Slice(0, 2).CopyTo(start);
        return start is [0x1f, 0x8b];
    }

    private static Error TooLarge(int limit) =>
        new(InteractionParser.TooLarge, $"The body has more than {limit / 1024} KB.") { Hint = limit == TrackingLimits.BatchBytes ? "Send several smaller batches." : "Send fewer or shorter properties." };

    private static RequestBody Failed(Error error) => new() { Error = error };
}
