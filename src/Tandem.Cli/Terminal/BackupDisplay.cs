using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Tandem.Cli.Terminal;

/// <summary>Shows how much of a backup came: one line that moves on a terminal, a line every 10 seconds elsewhere.</summary>
public static class BackupDisplay
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    public static async Task<T> Run<T>(Screen screen, Func<Action<long>, Task<T>> work)
    {
        var started = Stopwatch.StartNew();
        if (screen.IsTerminal)
            return await screen.Work.Status().Spinner(Spinner.Known.Dots).StartAsync("Backup", status => work(bytes => status.Status(Describe(bytes))));
        var next = LineEvery;
        return await work(bytes =>
        {
            if (started.Elapsed < next) return;
            next = started.Elapsed + LineEvery;
            screen.Say(Describe(bytes));
        });

        string Describe(long bytes) => string.Create(CultureInfo.InvariantCulture, $"Backup  {bytes / 1e6:N1} MB, {started.Elapsed.TotalSeconds:N0} s");
    }
}
