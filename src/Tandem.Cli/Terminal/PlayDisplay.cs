using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Tandem.Cli.Playing;

namespace Tandem.Cli.Terminal;

/// <summary>Shows a play: one line with the server's date that moves on a terminal, a line every 10 seconds elsewhere.</summary>
public static class PlayDisplay
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    public static async Task<T> Run<T>(Screen screen, string title, Func<Action<PlayProgress>, Task<T>> work)
    {
        if (screen.IsTerminal)
        {
            return await screen.Work.Status().Spinner(Spinner.Known.Dots).StartAsync(
                title, status => work(now => status.Status(Markup.Escape($"{title}  {Describe(now)}"))));
        }
        var started = Stopwatch.StartNew();
        var written = -LineEvery;
        string? reason = null;
        return await work(now =>
        {
            if (now.Waiting == reason && started.Elapsed - written < LineEvery) return;
            (written, reason) = (started.Elapsed, now.Waiting);
            screen.Work.WriteLine($"{title}  {Describe(now)}");
        });
    }

    private static string Describe(PlayProgress now)
    {
        var date = now.Clock.Now.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var late = now.Late > 2_000 ? $", {now.Late:N0} behind" : "";
        var sent = string.Create(CultureInfo.InvariantCulture, $"{now.Sent:N0} of {now.All:N0} interactions{late}");
        return now.Waiting is { } reason ? $"{date}  {sent}, waiting: {reason}" : $"{date}  {sent}";
    }
}
