using Tandem.Cli.Api;
using Tandem.Cli.Csv;
using Tandem.Cli.Maps;

namespace Tandem.Cli.Importing;

/// <summary>
/// Sends a file's rows in order, a few batches at a time. A stretch of rows counts as done when its batch and all before
/// it were answered with 200; then its rejected rows are written, then the state. What is sent twice after a crash has
/// the same message ids, and the server takes it once.
/// </summary>
public sealed class Importer(ImportMap map, ImportOptions options, TrackingClient client, Action<ImportProgress> progress)
{
    private readonly Queue<PendingBatch> pending = new();
    private readonly BatchBuilder builder = new(options.Historical);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private List<(CsvRow, string)> owners = [];
    private List<(CsvRow, string)> unusable = [];
    private ImportState state = new("", 0, 0, 0, 0, false);
    private long rows;
    private string? waiting;

    /// <exception cref="CommandFailedException">The map does not fit the file, a state is in the way, or the server refuses.</exception>
    public async Task<ImportState> Run(CancellationToken cancel)
    {
        var file = new CsvFile(options.File, map.Dialect);
        (var fingerprint, rows) = file.Fingerprint(cancel);
        state = Begin(fingerprint);
        using var reader = file.Open();
        Check(reader);
        if (state.Complete) return state;

        using var rejects = new RejectedRows(options.Rejects, reader.Columns);
        rejects.Begin(state.RejectedBytes);
        // A failed batch must stop the others, which would otherwise go on trying in the background.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        void OnWaiting(string? reason) => Report(waiting = reason);
        client.Waiting += OnWaiting;
        try
        {
            await SendAll(reader, rejects, new(map, reader.Columns, fingerprint), stop.Token);
        }
        finally
        {
            client.Waiting -= OnWaiting;
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(pending.Select(batch => batch.Answer))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        state = state with { Complete = true };
        state.Save(options.State);
        return state;
    }

    private async Task SendAll(CsvReader reader, RejectedRows rejects, RowMapper mapper, CancellationToken cancel)
    {
        long last = 0;
        foreach (var row in reader.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            var mapped = mapper.Map(row, out var trouble);
            // What comes once a customer has to be remembered from the rows that are done, too.
            IReadOnlyList<MappedInteraction> items = mapped is null ? [] : [.. mapped.Where(item => item.OnceKey is null || seen.Add(item.OnceKey))];
            if (row.Number <= state.Row) continue;

            if (!builder.HasRoomFor(items.Count, items.Sum(item => (long)item.Json.Length)) || unusable.Count >= BatchBuilder.MaxItems)
                await Send(last, rejects, cancel);
            if (mapped is null) unusable.Add((row, trouble!));
            foreach (var item in items)
            {
                builder.Add(item.Json);
                owners.Add((row, item.Type));
            }
            last = row.Number;
        }
        if (last > 0) await Send(last, rejects, cancel);
        while (pending.Count > 0) await Settle(rejects);
    }

    private async Task Send(long last, RejectedRows rejects, CancellationToken cancel)
    {
        var answer = builder.Items == 0 ? Task.FromResult(new BatchAnswer([])) : client.Send(builder.Take(), cancel);
        pending.Enqueue(new(last, answer, owners, unusable));
        (owners, unusable) = ([], []);
        while (pending.Count >= options.InFlight) await Settle(rejects);
    }

    private async Task Settle(RejectedRows rejects)
    {
        var batch = pending.Peek();
        var answer = await batch.Answer;
        pending.Dequeue();
        var refused = answer.Rejected
            .Where(item => item.Index >= 0 && item.Index < batch.Owners.Count)
            .Select(item => (batch.Owners[item.Index].Row, Reason: $"{batch.Owners[item.Index].Type}: {item.Reason}"));
        var bad = batch.Unusable.Concat(refused).GroupBy(one => one.Row.Number).OrderBy(row => row.Key).ToList();
        foreach (var row in bad) rejects.Add(row.First().Row, string.Join(" ", row.Select(one => one.Reason)));
        rejects.Flush();
        state = state with
        {
            Row = batch.LastRow,
            Sent = state.Sent + batch.Owners.Count - answer.Rejected.Count,
            Rejected = state.Rejected + bad.Count,
            RejectedBytes = rejects.Bytes,
        };
        state.Save(options.State);
        Report(waiting);
    }

    private void Report(string? reason) => progress(new(state.Row, rows, state.Sent, state.Rejected, reason));

    private ImportState Begin(string fingerprint)
    {
        var fresh = new ImportState(fingerprint, 0, 0, 0, 0, false);
        if (options.Restart || ImportState.Load(options.State) is not { } found) return fresh;
        if (found.File != fingerprint)
        {
            throw new CommandFailedException(
                $"{options.State} belongs to another content of {options.File}: the file has changed. Give --restart to import it from its first row.");
        }
        if (options.Resume) return found;
        throw new CommandFailedException(found.Complete
            ? $"{options.File} was imported already ({options.State}). Give --restart to send it again."
            : $"{options.File} was imported up to row {found.Row:N0} ({options.State}). Give --resume to go on, or --restart to begin anew.");
    }

    private void Check(CsvReader reader)
    {
        if (reader.Columns.Count == 0) throw new CommandFailedException($"{options.File} is empty.");
        if (reader.HeaderTrouble is { } trouble) throw new CommandFailedException($"The first line of {options.File} cannot be used: {trouble}");
        var missing = map.MissingFrom(reader.Columns);
        if (missing.Count > 0) throw new CommandFailedException(string.Join(Environment.NewLine, missing));
    }
}
