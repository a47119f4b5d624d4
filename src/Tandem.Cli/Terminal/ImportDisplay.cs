using System.Diagnostics;
using Spectre.Console;
using Tandem.Cli.Importing;

namespace Tandem.Cli.Terminal;

/// <summary>Shows an import: a bar with rows a second and the time remaining on a terminal, a line every 5 seconds elsewhere.</summary>
public static class ImportDisplay
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static Task<T> Run<T>(Screen screen, string title, Func<Action<ImportProgress>, Task<T>> work) =>
        screen.IsTerminal ? Bar(screen, title, work) : Lines(screen, title, work);

    private static async Task<T> Bar<T>(Screen screen, string title, Func<Action<ImportProgress>, Task<T>> work)
    {
        return await screen.Work.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: double.MaxValue);
                var (started, first) = (Stopwatch.StartNew(), -1L);
                var result = await work(now =>
                {
                    if (first < 0) first = now.Row;
                    bar.MaxValue = Math.Max(1, now.Rows);
                    bar.Value = Math.Min(now.Row, bar.MaxValue);
                    bar.Description = Markup.Escape($"{title}  {Describe(now, (now.Row - first) / Math.Max(0.1, started.Elapsed.TotalSeconds))}");
                });
                bar.Value = bar.MaxValue;
                return result;
            });
    }

    private static async Task<T> Lines<T>(Screen screen, string title, Func<Action<ImportProgress>, Task<T>> work)
    {
        var (started, first, written) = (Stopwatch.StartNew(), -1L, TimeSpan.Zero);
        string? reason = null;
        return await work(now =>
        {
            if (first < 0) first = now.Row;
            if (now.Waiting == reason && started.Elapsed - written < LineEvery) return;
            (written, reason) = (started.Elapsed, now.Waiting);
            var share = now.Rows == 0 ? 100 : 100 * Math.Min(now.Row, now.Rows) / now.Rows;
            screen.Work.WriteLine($"{title}  {share} %  {Describe(now, (now.Row - first) / Math.Max(0.1, started.Elapsed.TotalSeconds))}");
        });
    }

    private static string Describe(ImportProgress now, double speed)
    {
        var rejected = now.Rejected == 0 ? "" : $", {now.Rejected:N0} rejected";
        return now.Waiting is { } reason
            ? $"row {now.Row:N0}, waiting: {reason}"
            : $"row {now.Row:N0}, {speed:N0} rows/s{rejected}";
    }
}
