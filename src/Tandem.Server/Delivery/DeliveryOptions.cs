using System.Collections.Immutable;
using Tandem.Connect.Channels;
using Tandem.Connect.Channels.Smtp;
using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>How messages go out.</summary>
public sealed record DeliveryOptions
{
    /// <summary>The workspace's data folder; must be there. Empty where the workspace is in a database.</summary>
    public required string Folder { get; init; }

    /// <summary>Where this server is reached from outside: links in mails begin with it.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The company or brand, as people who unsubscribe read it.</summary>
    public string Workspace { get; init; } = "Tandem";

    /// <summary>Sender of templates that name none.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Null: no mail server, and so nothing can be sent outside.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Attempts before a message that the server keeps putting off counts as failed.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Wait before the second attempt; each further one waits four times as long, at most <see cref="MaxWait"/>.</summary>
    public Duration FirstWait { get; init; } = Duration.FromMinutes(1);

    public Duration MaxWait { get; init; } = Duration.FromHours(6);

    /// <summary>
    /// From settings: <c>TANDEM_SMTP_URL</c>, <c>TANDEM_MAIL_FROM</c> (default <c>Tandem &lt;tandem@localhost&gt;</c>;
    /// needed with a mail server), <c>TANDEM_PUBLIC_URL</c> (default: where the server listens), <c>TANDEM_WORKSPACE</c>.
    /// </summary>
    public static Result<DeliveryOptions> Read(IConfiguration settings, string folder, Uri listensAt)
    {
        var errors = ImmutableArray.CreateBuilder<Error>();
        SmtpOptions? smtp = null;
        if (Setting("TANDEM_SMTP_URL") is { } url && !SmtpOptions.Parse(url).TryGet(out smtp, out var wrongUrl)) errors.AddRange(wrongUrl);
        var sender = Setting("TANDEM_MAIL_FROM");
        if (sender is null && smtp is not null)
            errors.Add(new("mail_from_missing", "A mail server is set, and no sender.") { Path = "TANDEM_MAIL_FROM", Hint = "Set it to an address that the mail server sends for, such as \"Shop <shop@example.com>\"." });
        if (!MailAddress.Parse(sender ?? "Tandem <tandem@localhost>").TryGet(out var from, out var wrongFrom))
            errors.AddRange(wrongFrom.Select(error => error with { Path = "TANDEM_MAIL_FROM" }));
        var publicUrl = listensAt;
        if (Setting("TANDEM_PUBLIC_URL") is { } shown && (!Uri.TryCreate(shown.TrimEnd('/') + "/", UriKind.Absolute, out publicUrl!) || publicUrl.Scheme is not ("http" or "https")))
            errors.Add(new("bad_public_url", $"'{shown}' is no web address.") { Path = "TANDEM_PUBLIC_URL", Hint = "It looks like https://tandem.example.com/." });
        return errors.Count > 0 || from is null
            ? Result.Fail<DeliveryOptions>(errors.ToImmutable())
            : new DeliveryOptions { Folder = folder, PublicUrl = publicUrl, From = from, Smtp = smtp, Workspace = Setting("TANDEM_WORKSPACE") ?? from.Name ?? "Tandem" };

        string? Setting(string name) => settings[name] is { Length: > 0 } value ? value : null;
    }
}
