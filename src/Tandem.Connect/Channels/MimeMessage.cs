using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Connect.Channels;

/// <summary>
/// A message as MIME (RFC 2045, 2046, 5322): multipart/alternative of text and HTML, or text alone, in ASCII. Marketing
/// carries the one-click unsubscribe of RFC 8058.
/// </summary>
public static class MimeMessage
{
    /// <summary>The headers of the mail as people read them, without those that only describe its encoding.</summary>
    public static IReadOnlyList<MessageHeader> Headers(OutgoingMessage message)
    {
        var headers = new List<MessageHeader>
        {
            new("Date", message.Date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)),
            new("From", Shown(message.From)),
            new("To", Shown(message.To)),
            new("Subject", EncodedWords.Clean(message.Subject)),
            new("Message-ID", MessageId(message.Key, message.From.Domain)),
        };
        if (message.Unsubscribe is { } unsubscribe)
        {
            headers.Add(new("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>"));
            headers.Add(new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        return headers;
    }

    /// <summary>The same for every attempt at a message, so that a receiver that has it already can tell.</summary>
    public static string MessageId(string key, string domain) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{domain}>";

    /// <summary>The whole mail, lines ended by CR LF, not yet dot-stuffed.</summary>
    public static string Compose(OutgoingMessage message)
    {
        var to = new StringBuilder();
        foreach (var header in Headers(message)) Header(to, header.Name, Encoded(message, header));
        Header(to, "MIME-Version", "1.0");
        if (message.Html is null)
        {
            Part(to, "text/plain", message.Text);
            return to.ToString();
        }

        // "=_" cannot occur in quoted-printable text, where every = is followed by a digit or a line end.
        var boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Key)).AsSpan(16, 12));
        Header(to, "Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        to.Append("\r\n");
        foreach (var (type, body) in new[] { ("text/plain", message.Text), ("text/html", message.Html) })
        {
            to.Append("--").Append(boundary).Append("\r\n");
            Part(to, type, body);
        }
        to.Append("--").Append(boundary).Append("--\r\n");
        return to.ToString();
    }

    private static void Part(StringBuilder to, string type, string body)
    {
        Header(to, "Content-Type", $"{type}; charset=utf-8");
        Header(to, "Content-Transfer-Encoding", "quoted-printable");
        to.Append("\r\n").Append(QuotedPrintable.Encode(body));
    }

    private static void Header(StringBuilder to, string name, string value) => to.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Encoded(OutgoingMessage message, MessageHeader header) => header.Name switch
    {
        "From" => Encoded(message.From),
        "To" => Encoded(message.To),
        "Subject" => EncodedWords.Encode(header.Value),
        _ => header.Value,
    };

    private static string Encoded(MailAddress address) => address.Name is null ? address.Address : $"{EncodedWords.Phrase(address.Name)}\r\n <{address.Address}>";

    private static string Shown(MailAddress address) => address.Name is null ? address.Address : $"{EncodedWords.Clean(address.Name)} <{address.Address}>";
}
