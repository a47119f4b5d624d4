using System.Diagnostics;
using System.Globalization;

namespace Tandem.Server.Backups;

/// <summary>Shows on a terminal how far a long command is.</summary>
/// <param name="verb">What happened to the bytes.</param>
/// <param name="total">How many there are; null where nobody knows.</param>
internal sealed class OfflineProgress(string verb, long? total) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next;
    private bool shown;

    public void Show(long bytes)
    {
        if (Console.IsErrorRedirected || watch.Elapsed < next) return;
        next = watch.Elapsed + Every;
        shown = true;
        var share = total is > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * bytes / total.Value} %") : "";
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{bytes / 1e6:N1} MB {verb}{share}, {watch.Elapsed.TotalSeconds:N0} s  "));
    }

    public void Dispose()
    {
        if (shown) Console.Error.WriteLine();
        shown = false;
    }
}
