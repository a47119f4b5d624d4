using System.Security.Cryptography.X509Certificates;
using Tandem.Primitives;

namespace Tandem.Connect.Channels.Smtp;

/// <summary>Where mail goes out. Made from a URL, see <see cref="Parse"/>.</summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public SmtpSecurity Security { get; init; } = SmtpSecurity.WhenOffered;

    /// <summary>Null: no login.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Connections open at the same time, 1 to 32.</summary>
    public int Connections { get; init; } = 4;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one command and its answer.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the answer to a whole mail, which a server may scan before it answers.</summary>
    public TimeSpan DataTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Certificates to trust in place of the system's: a company's own authority. Empty: the system's.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    public bool IsThisMachine => Host is "localhost" or "127.0.0.1" or "::1";

    /// <summary>
    /// Reads <c>smtp://user:password@host:port</c> (port 25, or 587 with a user) or <c>smtps://…</c> (port 465). Signs
    /// such as <c>@</c> in user and password are percent-encoded. <c>?tls=required</c> insists on STARTTLS,
    /// <c>?tls=never</c> goes without; <c>?ca=/path/ca.pem</c> trusts the certificates of that file alone.
    /// </summary>
    public static Result<SmtpOptions> Parse(string url)
    {
        // The text itself is kept out of every message: it may hold a password.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
            return Wrong("It is no address of a mail server.", "It looks like smtp://user:password@mail.example.com:587.");
        var security = uri.Scheme == "smtps" ? SmtpSecurity.FromTheStart : SmtpSecurity.WhenOffered;
        var authorities = new X509Certificate2Collection();
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (setting, "");
            switch (name, value)
            {
                case ("tls", "required") when security != SmtpSecurity.FromTheStart:
                    security = SmtpSecurity.Required;
                    break;
                case ("tls", "never") when security != SmtpSecurity.FromTheStart:
                    security = SmtpSecurity.Never;
                    break;
                case ("ca", _) when File.Exists(value):
                    authorities.ImportFromPemFile(value);
                    break;
                default:
                    return Wrong($"'{name}' is not known, or its value is not.", "Known are tls=required, tls=never and ca=FILE (a PEM file that is there).");
            }
        }

        var login = uri.UserInfo.Split(':', 2);
        var user = login[0].Length == 0 ? null : Uri.UnescapeDataString(login[0]);
        if (user is not null && login.Length < 2) return Wrong("A user without a password.", "It looks like smtp://user:password@mail.example.com:587.");
        return new SmtpOptions
        {
            Host = uri.IdnHost,
            Port = uri.Port > 0 ? uri.Port : security == SmtpSecurity.FromTheStart ? 465 : user is null ? 25 : 587,
            Security = security,
            User = user,
            Password = user is null ? null : Uri.UnescapeDataString(login[1]),
            Authorities = authorities,
        };
    }

    private static Error Wrong(string message, string hint) => new("bad_smtp_url", message) { Path = "TANDEM_SMTP_URL", Hint = hint };
}
