using System.Text.Json;
using Tandem.Connect.Channels;
using Tandem.Governance.Documents;
using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>
/// Whether messages leave this machine: off until somebody switches it on for the workspace, and only with a mail
/// server. Off, every message goes to the mailbox. Thread-safe.
/// </summary>
public sealed class SendingSwitch : IAsyncDisposable
{
    private static readonly DocumentKey Key = new("workspace", "sending");

    private readonly IDocuments documents;
    private readonly MailboxChannel mailbox = new();
    private readonly IChannel? mailServer;
    private volatile bool outside;

    /// <param name="mailServer">Null where none is set. Disposed with the switch.</param>
    public SendingSwitch(IDocuments documents, IChannel? mailServer)
    {
        this.documents = documents;
        this.mailServer = mailServer;
        // A workspace that loses its mail server falls back to the mailbox; the setting waits for the server's return.
        Refresh();
    }

    public bool Outside => outside;

    /// <summary>Sees what another process set.</summary>
    public void Refresh() => outside = mailServer is not null && documents.Read(Key) is { } stored && JsonSerializer.Deserialize<Setting>(stored.Bytes.Span, JsonSerializerOptions.Web)!.Outside;

    /// <summary>The channel for a message that is sent now.</summary>
    public IChannel Channel => outside && mailServer is not null ? mailServer : mailbox;

    /// <summary>Durable when it returns; holds for every attempt that begins after it.</summary>
    public Result<bool> Set(bool value)
    {
        if (value && mailServer is null)
            return new Error("no_mail_server", "Messages cannot be sent outside: no mail server is set.") { Path = "outside", Hint = "Start the server with TANDEM_SMTP_URL and TANDEM_MAIL_FROM." };
        documents.Write([new(Key, null, JsonSerializer.SerializeToUtf8Bytes(new Setting(value), JsonSerializerOptions.Web))], []);
        return outside = value;
    }

    public ValueTask DisposeAsync() => mailServer is IAsyncDisposable channel ? channel.DisposeAsync() : ValueTask.CompletedTask;

    private sealed record Setting(bool Outside);
}
