using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Cli.Csv;

/// <summary>A CSV file on disk, plain or gzipped (known by its first two bytes, not by its name).</summary>
public sealed class CsvFile(string path, CsvDialect dialect)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string Path => path;

    public CsvReader Open() => new(new StreamReader(OpenContent(), Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16), dialect);

    /// <summary>
    /// Reads the whole content once: its name (the first 16 hexadecimal digits of SHA-256 over the unpacked bytes, so
    /// that packing a file again changes nothing) and how many lines it has, for the progress bar.
    /// </summary>
    public (string Hash, long Lines) Fingerprint(CancellationToken cancel)
    {
        using var content = OpenContent();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long lines = 0;
        byte last = (byte)'\n';
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            last = buffer[read - 1];
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset())[..16], last == '\n' ? lines : lines + 1);
    }

    private Stream OpenContent()
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
