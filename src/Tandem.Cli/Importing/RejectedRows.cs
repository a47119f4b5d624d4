using System.Globalization;
using System.Text;
using Tandem.Cli.Csv;

namespace Tandem.Cli.Importing;

/// <summary>The file of rows that were not imported, each with its line and the reason. Made with the first such row.</summary>
public sealed class RejectedRows(string path, IReadOnlyList<string> columns) : IDisposable
{
    private FileStream? file;

    public string Path => path;

    public long Bytes { get; private set; }

    /// <summary>Starts at what a state says; what was written after it belongs to rows that will come again.</summary>
    public void Begin(long bytes)
    {
        Bytes = bytes;
        if (bytes == 0) File.Delete(path);
        else Open().SetLength(bytes);
    }

    public void Add(CsvRow row, string reason)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        if (Bytes == 0) CsvWriter.WriteRow(text, ["line", "reason", .. columns]);
        CsvWriter.WriteRow(text, [row.Line.ToString(CultureInfo.InvariantCulture), reason, .. row.Fields]);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Open().Seek(0, SeekOrigin.End);
        file!.Write(bytes);
        Bytes += bytes.Length;
    }

    /// <summary>To the disk, before the state says so.</summary>
    public void Flush() => file?.Flush(flushToDisk: true);

    public void Dispose() => file?.Dispose();

    private FileStream Open() => file ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
}
