using System.Text.Json;
using Tandem.Cli.Api;
using Tandem.Cli.Importing;
using Tandem.Cli.Maps;

namespace Tandem.Cli.Playing;

/// <summary>
/// Sends each interaction as soon as the server's clock has passed its time, one batch after the other. Before a batch
/// goes out, the state says so: after a crash the customers' timelines tell which of that batch arrived, because under a
/// fast clock the 24 hours in which the server knows duplicates pass within a second.
/// </summary>
/// <param name="pace">Drives the server's clock; null leaves it alone.</param>
public sealed class Player(
    Script script, string statePath, TrackingClient tracking, TandemClient tandem, Pace? pace, TimeProvider time, Action<PlayProgress> progress)
{
    /// <summary>Below this, polling would be most of the traffic.</summary>
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    private PlayState state = new(script.File, 0, 0);

    public async Task<int> Run(CancellationToken cancel)
    {
        state = PlayState.Load(statePath) ?? state;
        if (state.File != script.File)
            throw new CommandFailedException($"{statePath} belongs to another content of the file. Remove it to play the file from its beginning.");
        var clock = await Clock(cancel);
        void OnWaiting(string? reason) => progress(new(clock, state.Sent, script.Interactions.Count, Due(clock) - state.Sent, reason));
        tracking.Waiting += OnWaiting;
        try
        {
            if (state.Sending > 0) await FinishBroken(cancel);
            while (state.Sent < script.Interactions.Count)
            {
                clock = await Clock(cancel);
                var due = Due(clock);
                if (pace is not null) await pace.Keep(due - state.Sent, cancel);
                while (state.Sent < due) await SendNext(due, cancel);
                OnWaiting(null);
                await Task.Delay(PollEvery, time, cancel);
            }
        }
        finally
        {
            tracking.Waiting -= OnWaiting;
        }
        if (pace is not null) await pace.Rest(cancel);
        return state.Sent;
    }

    private async Task<ServerClock> Clock(CancellationToken cancel)
    {
        var answer = await tandem.Get("/api/v1/clock", cancel);
        return answer.TryGetProperty("now", out var now) && now.TryGetDateTimeOffset(out var read)
            ? new(read, answer.TryGetProperty("speed", out var speed) && speed.ValueKind == JsonValueKind.Number ? speed.GetDouble() : 1)
            : throw new CommandFailedException("The server does not tell its time (GET /api/v1/clock).");
    }

    /// <summary>So many interactions, from the first, are due at that time.</summary>
    private int Due(ServerClock clock)
    {
        var (low, high) = (state.Sent, script.Interactions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (script.Interactions[middle].Timestamp <= clock.Now) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private async Task SendNext(int due, CancellationToken cancel)
    {
        var builder = new BatchBuilder(historical: false);
        var next = state.Sent;
        while (next < due && builder.HasRoomFor(1, script.Interactions[next].Json.Length)) builder.Add(script.Interactions[next++].Json);
        await SendStretch(builder, next, cancel);
    }

    private async Task SendStretch(BatchBuilder builder, int end, CancellationToken cancel)
    {
        state = state with { Sending = end - state.Sent };
        state.Save(statePath);
        if (builder.Items > 0)
        {
            var answer = await tracking.Send(builder.Take(), cancel);
            if (answer.Rejected.Count > 0) throw new CommandFailedException($"The server refused an interaction: {answer.Rejected[0].Reason}");
        }
        state = state with { Sent = end, Sending = 0 };
        state.Save(statePath);
    }

    /// <summary>A batch that broke off: sends what the customers' timelines do not have.</summary>
    private async Task FinishBroken(CancellationToken cancel)
    {
        // What was accepted may still be on its way into the timelines.
        while ((await tandem.Get("/api/v1/overview", cancel)).TryGetProperty("waiting", out var waiting) && waiting.GetInt64() > 0)
            await Task.Delay(PollEvery, time, cancel);

        var builder = new BatchBuilder(historical: false);
        var end = Math.Min(state.Sent + state.Sending, script.Interactions.Count);
        Dictionary<string, HashSet<string>> known = [];
        foreach (var item in script.Interactions.Skip(state.Sent).Take(end - state.Sent))
        {
            var (customer, messageId) = Names(item);
            if (!known.TryGetValue(customer, out var there)) known[customer] = there = await MessageIds(customer, cancel);
            if (!there.Contains(messageId)) builder.Add(item.Json);
        }
        await SendStretch(builder, end, cancel);
    }

    private async Task<HashSet<string>> MessageIds(string customer, CancellationToken cancel)
    {
        HashSet<string> ids = [];
        if (await tandem.TryGet($"/api/v1/customers/{customer}/timeline?limit=200", cancel) is not { } timeline) return ids;
        if (!timeline.TryGetProperty("items", out var items)) return ids;
        foreach (var item in items.EnumerateArray())
        {
            if (item.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.Object
                && detail.TryGetProperty("messageId", out var id) && id.GetString() is { } text) ids.Add(text);
        }
        return ids;
    }

    private static (string Customer, string MessageId) Names(MappedInteraction item)
    {
        using var json = JsonDocument.Parse(item.Json);
        var kind = json.RootElement.TryGetProperty("userId", out var id) ? "userId"
            : json.RootElement.TryGetProperty("anonymousId", out id) ? "anonymousId"
            : throw new CommandFailedException("Only interactions with a userId or an anonymousId can be played.");
        return ($"{kind}:{Uri.EscapeDataString(id.GetString()!)}", json.RootElement.GetProperty("messageId").GetString()!);
    }
}
