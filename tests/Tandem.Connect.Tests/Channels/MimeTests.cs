using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Connect.Channels;

namespace Tandem.Connect.Tests.Channels;

public sealed class MimeTests
{
    [Fact]
    public void Quoted_printable_gives_back_the_text_in_short_ascii_lines() =>
        Prop.ForAll(Texts, text =>
        {
            var encoded = QuotedPrintable.Encode(text);
            var sound = encoded.Split("\r\n").All(line => line.Length <= 76 && line.All(c => c is >= ' ' and <= '~' or '\t') && !line.EndsWith(' ') && !line.EndsWith('\t'));
            return sound && Mime.FromQuotedPrintable(encoded) == WellFormed(text).ReplaceLineEndings("\r\n") + "\r\n";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_encoded_subject_gives_back_the_text_and_never_begins_a_header() =>
        Prop.ForAll(Texts, text =>
        {
            var encoded = EncodedWords.Encode(text);
            var lines = encoded.Split("\r\n");
            var sound = lines.Skip(1).All(line => line.StartsWith(' ') && line.Trim().Length > 0)
                && lines.All(line => line.Length <= 80 && line.All(c => c is >= ' ' and <= '~'));
            return sound && Mime.FromEncodedWords(encoded) == EncodedWords.Clean(WellFormed(text));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_value_adds_a_header_to_a_mail() =>
        Prop.ForAll(Texts, Texts, (subject, name) =>
        {
            var mail = MimeMessage.Compose(Message() with { Subject = subject, From = new("shop@example.com", name), To = new("ann@example.com", name) });
            var head = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            var names = Regex.Replace(head, "\r\n[ \t]", " ").Split("\r\n").Select(line => line[..line.IndexOf(':')]);
            return names.SequenceEqual(["Date", "From", "To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_mail_has_text_and_html_and_a_one_click_unsubscribe()
    {
        var mail = Mime.Parse(MimeMessage.Compose(Message()));
        Assert.Equal("Sun, 22 Nov 2026 10:00:00 +0000", mail.Headers["Date"]);
        Assert.Equal("<https://shop.example/u/token>", mail.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("Grüße, Ann", mail.Headers["Subject"]);
        Assert.Equal([("text/plain; charset=utf-8", "Grüße\r\n"), ("text/html; charset=utf-8", "<p>Grüße</p>\r\n")], mail.Parts);
    }

    [Fact]
    public void A_mail_of_text_alone_has_one_part()
    {
        var mail = Mime.Parse(MimeMessage.Compose(Message() with { Html = null, Unsubscribe = null }));
        Assert.Equal([("text/plain; charset=utf-8", "Grüße\r\n")], mail.Parts);
        Assert.False(mail.Headers.ContainsKey("List-Unsubscribe"));
    }

    [Fact]
    public void A_resent_mail_has_the_same_id_and_another_mail_another_one()
    {
        Assert.Equal(Id(Message()), Id(Message() with { Date = DateTimeOffset.UnixEpoch }));
        Assert.NotEqual(Id(Message()), Id(Message() with { Key = "other" }));
        Assert.Matches("^<[0-9a-f]{32}@example.com>$", Id(Message()));
    }

    [Theory]
    [InlineData("ann@example.com", "ann@example.com", null)]
    [InlineData("  ann+tag@Sub.Example.COM ", "ann+tag@sub.example.com", null)]
    [InlineData("Shop <shop@example.com>", "shop@example.com", "Shop")]
    [InlineData("\"Shop, \\\"the\\\" one\" <shop@example.com>", "shop@example.com", "Shop, \"the\" one")]
    [InlineData("<ann@example.com>", "ann@example.com", null)]
    [InlineData("ann@bücher.example", "ann@xn--bcher-kva.example", null)]
    [InlineData("root@localhost", "root@localhost", null)]
    public void An_address_is_read(string text, string address, string? name) => Assert.Equal(new MailAddress(address, name), MailAddress.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@exa mple.com")]
    [InlineData("an n@example.com")]
    [InlineData("ann.@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("ann@example..com")]
    [InlineData("ann@example.com>\r\nRCPT TO:<b@example.com")]
    [InlineData("Ann <ann@example.com")]
    [InlineData("änn@example.com")]
    public void What_is_no_address_is_told(string text) => Assert.Equal("bad_address", Assert.Single(MailAddress.Parse(text).Errors).Code);

    [Fact]
    public void Whatever_passes_for_an_address_is_safe_in_a_command() =>
        Prop.ForAll(Texts, Texts, (local, domain) =>
        {
            var read = MailAddress.Parse($"{local}@{domain}.com");
            return !read.IsOk || read.Value.Address.All(c => c is > ' ' and <= '~' and not '<' and not '>');
        }).QuickCheckThrowOnFailure();

    private static readonly Arbitrary<string> Texts = Arb.From(
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<UnicodeString>().Where(text => text.Item is not null).Select(text => text.Item),
            Gen.Elements("a", "=", " ", "\t", "\r\n", "\n", "\r", "é", "😀", "=?utf-8?B?", ".", "<", ">", "\"", "\\", "Bcc: x@example.com", new string('x', 80)).ListOf().Select(string.Concat)));

    /// <summary>With U+FFFD for each half of a surrogate pair, which no encoding can carry.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Id(OutgoingMessage message) => MimeMessage.Headers(message).Single(header => header.Name == "Message-ID").Value;

    private static OutgoingMessage Message() => new()
    {
        Key = "journey/win-back/1/send",
        From = new("shop@example.com", "Shop"),
        To = new("ann@example.com", null),
        Subject = "Grüße, Ann",
        Html = "<p>Grüße</p>",
        Text = "Grüße",
        Date = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
        Unsubscribe = new("https://shop.example/u/token"),
    };
}
