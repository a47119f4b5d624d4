using System.Security.Cryptography;

namespace Tandem.Cli.Api;

/// <summary>
/// A stream whose last 32 bytes are SHA-256 of all before, written to a file: under another name until it is whole and the
/// checksum fits, so that a file of that name is a whole one.
/// </summary>
public static class Download
{
    private const int BufferSize = 1 << 20;

    /// <param name="progress">Told how many bytes came.</param>
    /// <returns>How many bytes there are.</returns>
    /// <exception cref="CommandFailedException">It ended too early, or something changed on its way; no file is left.</exception>
    public static async Task<long> To(string path, Stream content, Action<long> progress, CancellationToken cancel)
    {
        var temporary = path + ".part";
        try
        {
            long bytes;
            await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1))
            {
                bytes = await Copy(content, file, progress, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path);
            return bytes;
        }
        catch (Exception cut) when (cut is HttpRequestException or HttpIOException)
        {
            throw new CommandFailedException($"The server broke off: {cut.Message} Its log says why. No file was written.", cut);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task<long> Copy(Stream from, FileStream to, Action<long> progress, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // The last bytes that came may be the checksum, and are no part of what is hashed.
        var (buffer, held, bytes) = (new byte[BufferSize + SHA256.HashSizeInBytes], 0, 0L);
        while (await from.ReadAsync(buffer.AsMemory(held, BufferSize), cancel) is var read and > 0)
        {
            await to.WriteAsync(buffer.AsMemory(held, read), cancel);
            bytes += read;
            var there = held + read;
            held = Math.Min(there, SHA256.HashSizeInBytes);
            hash.AppendData(buffer.AsSpan(0, there - held));
            buffer.AsSpan(there - held, held).CopyTo(buffer);
            progress(bytes);
        }
        if (held < SHA256.HashSizeInBytes || !hash.GetHashAndReset().AsSpan().SequenceEqual(buffer.AsSpan(0, held)))
            throw new CommandFailedException("What came is not what the server sent: its checksum does not fit. No file was written.");
        return bytes;
    }
}
