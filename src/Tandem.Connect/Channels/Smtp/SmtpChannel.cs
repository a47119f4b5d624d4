using System.Collections.Concurrent;

namespace Tandem.Connect.Channels.Smtp;

/// <summary>
/// E-mail through a mail server, over a few connections that are used again. Worth another attempt: no connection, a
/// refused login, any 4xx, a conversation that breaks off before the mail was handed over. Final: any 5xx, of which
/// those that blame the address are bounces. An attempt whose end is unknown is held as uncertain and never repeated:
/// the customer may have the mail already.
/// </summary>
/// <remarks>
/// Its own conversation and not <c>System.Net.Mail</c>: that one leaves Nagle's algorithm on, which together with
/// delayed acknowledgement costs 40 ms a mail.
/// </remarks>
public sealed class SmtpChannel(SmtpOptions options) : IChannel, IAsyncDisposable
{
    // Servers close idle connections after minutes at the least, and many take a hundred mails and no more.
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(30);
    private const int MaxSent = 100;

    private readonly ConcurrentBag<SmtpConnection> idle = [];
    private readonly SemaphoreSlim slots = new(options.Connections, options.Connections);

    public string Name => "smtp";

    public bool RepeatsAreHarmless => false;

    public bool ReachesPeople => true;

    public int Parallel => options.Connections;

    public async ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel)
    {
        try
        {
            await slots.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return new(SendOutcome.TryLater, "Given up before a connection was free.");
        }
        try
        {
            if (await Idle() is { } used)
            {
                var first = await SendOver(used, message, cancel);
                // The server may have closed an idle connection: nothing was handed over, so a fresh one gets its turn.
                if (used.IsUsable || first.Outcome != SendOutcome.TryLater || cancel.IsCancellationRequested) return first;
            }
            var (fresh, why) = await SmtpConnection.Open(options, cancel);
            return fresh is null ? new(SendOutcome.TryLater, why) : await SendOver(fresh, message, cancel);
        }
        finally
        {
            slots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var connection)) await connection.DisposeAsync();
        slots.Dispose();
    }

    private async ValueTask<SmtpConnection?> Idle()
    {
        while (idle.TryTake(out var connection))
        {
            if (Environment.TickCount64 - connection.IdleSince < MaxIdle.TotalMilliseconds) return connection;
            await connection.DisposeAsync();
        }
        return null;
    }

    private async ValueTask<SendResult> SendOver(SmtpConnection connection, OutgoingMessage message, CancellationToken cancel)
    {
        var result = await connection.Send(message, cancel);
        if (connection.IsUsable && connection.Sent < MaxSent)
        {
            connection.IdleSince = Environment.TickCount64;
            idle.Add(connection);
        }
        else
        {
            await connection.DisposeAsync();
        }
        return result;
    }
}
