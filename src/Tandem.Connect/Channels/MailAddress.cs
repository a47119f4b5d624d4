using System.Globalization;
using System.Text;
using Tandem.Primitives;

namespace Tandem.Connect.Channels;

/// <summary>An e-mail address that can stand in an SMTP command, with the name of its owner where there is one.</summary>
/// <param name="Address"><c>local@domain</c> in ASCII, the domain in lower case and Punycode.</param>
public sealed record MailAddress(string Address, string? Name)
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>
    /// Reads <c>ann@example.com</c>, <c>&lt;ann@example.com&gt;</c> or <c>Ann &lt;ann@example.com&gt;</c>. The local
    /// part is a dot-atom (RFC 5322 3.2.3) of at most 64 characters, the whole at most 254 (RFC 5321 4.5.3.1).
    /// </summary>
    public static Result<MailAddress> Parse(string text)
    {
        text = text.Trim();
        if (text.Any(char.IsControl)) return Wrong(text, "it holds a control character");
        string? name = null;
        var open = text.LastIndexOf('<');
        if (open >= 0)
        {
            if (text[^1] != '>') return Wrong(text, "'<' is never closed");
            name = Unquoted(text[..open].Trim());
            text = text[(open + 1)..^1].Trim();
        }

        var at = text.LastIndexOf('@');
        if (at < 0) return Wrong(text, "the @ is missing");
        var local = text[..at];
        if (local.Length is 0 or > 64) return Wrong(text, "the part before the @ has 1 to 64 characters");
        if (!local.All(IsAtom) || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return Wrong(text, "the part before the @ holds a character that mail servers do not take");
        if (Host(text[(at + 1)..]) is not { } domain) return Wrong(text, "the part after the @ is no domain such as example.com");
        var address = $"{local}@{domain}";
        return address.Length > 254 ? Wrong(text, "it is longer than 254 characters") : new MailAddress(address, string.IsNullOrEmpty(name) ? null : name);
    }

    private static string? Host(string domain)
    {
        if (domain.Length is 0 or > 253) return null;
        try
        {
            domain = Idn.GetAscii(domain.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
        var labels = domain.Split('.');
        var sound = labels.All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-');
        // A single name is a mistyped address everywhere but on one's own machine.
        return sound && (labels.Length > 1 || domain == "localhost") ? domain : null;
    }

    private static bool IsAtom(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c);

    private static string Unquoted(string name)
    {
        if (name.Length < 2 || name[0] != '"' || name[^1] != '"') return name;
        var text = new StringBuilder();
        for (var i = 1; i < name.Length - 1; i++)
        {
            if (name[i] == '\\' && i < name.Length - 2) i++;
            text.Append(name[i]);
        }
        return text.ToString();
    }

    private static Error Wrong(string text, string why) => new("bad_address", $"'{text}' is no e-mail address: {why}.") { Hint = "An address looks like ann@example.com." };
}
