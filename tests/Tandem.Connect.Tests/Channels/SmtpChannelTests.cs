using System.Net;
using System.Net.Sockets;
using Tandem.Connect.Channels;
using Tandem.Connect.Channels.Smtp;

namespace Tandem.Connect.Tests.Channels;

public sealed class SmtpChannelTests
{
    private const string Password = "p@ss:wörd";

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var channel = Channel(server);
        var text = "Grüße\n.\n..two dots\n.leading\n" + new string('x', 2000);
        var result = await channel.Send(Message("ann@example.com") with { Text = text }, default);

        Assert.Equal(SendOutcome.Sent, result.Outcome);
        var mail = await server.Mail();
        Assert.Equal(("shop@example.com", "ann@example.com"), (mail.GetProperty("from").GetString(), mail.GetProperty("to").GetString()));
        var read = Mime.Parse(mail.GetProperty("data").GetString()!);
        Assert.Equal("Grüße, Ann", read.Headers["Subject"]);
        Assert.Equal("Shop <shop@example.com>", read.Headers["From"].Replace("\"", ""));
        Assert.Equal(text.ReplaceLineEndings("\r\n") + "\r\n", read.Parts[0].Body);
        Assert.Equal("<p>Grüße</p>\r\n", read.Parts[1].Body);
    }

    [Fact]
    public async Task Connections_are_used_again()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var channel = Channel(server);
        for (var i = 0; i < 20; i++) Assert.Equal(SendOutcome.Sent, (await channel.Send(Message("ann@example.com"), default)).Outcome);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Many_at_once_share_the_allowed_connections()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var channel = Channel(server);
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => channel.Send(Message($"ann{i}@example.com"), default).AsTask()));
        Assert.All(results, result => Assert.Equal(SendOutcome.Sent, result.Outcome));
        Assert.InRange(server.Connections, 1, 4);
    }

    [Theory]
    [InlineData("answer-550-5.1.1", SendOutcome.Bounced)]
    [InlineData("answer-550", SendOutcome.Bounced)]
    [InlineData("answer-551", SendOutcome.Bounced)]
    [InlineData("answer-553", SendOutcome.Bounced)]
    [InlineData("answer-550-5.7.1", SendOutcome.Failed)]
    [InlineData("answer-552-5.2.2", SendOutcome.Failed)]
    [InlineData("answer-554", SendOutcome.Failed)]
    [InlineData("answer-450-4.2.1", SendOutcome.TryLater)]
    [InlineData("answer-451", SendOutcome.TryLater)]
    [InlineData("data-451", SendOutcome.TryLater)]
    [InlineData("data-554-5.7.1", SendOutcome.Failed)]
    [InlineData("data-550", SendOutcome.Failed)]
    [InlineData("drop-rcpt", SendOutcome.TryLater)]
    [InlineData("drop-dot", SendOutcome.Uncertain)]
    public async Task What_the_server_answers_decides(string name, SendOutcome outcome)
    {
        await using var server = await SmtpServer.Start(new { });
        await using var channel = Channel(server);
        Assert.Equal(outcome, (await channel.Send(Message($"{name}@example.com"), default)).Outcome);
        // A refused mail leaves the channel fit for the next one.
        Assert.Equal(SendOutcome.Sent, (await channel.Send(Message("ann@example.com"), default)).Outcome);
    }

    [Fact]
    public async Task A_connection_that_drops_while_the_mail_is_on_its_way_is_never_called_sent()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var channel = Channel(server);
        var small = await channel.Send(Message("drop-data@example.com"), default);
        Assert.Equal(SendOutcome.Uncertain, small.Outcome);
        var large = await channel.Send(Message("drop-data@example.com") with { Text = new string('x', 20_000_000) }, default);
        Assert.Equal(SendOutcome.TryLater, large.Outcome);
    }

    [Fact]
    public async Task A_server_that_never_answers_a_mail_leaves_it_uncertain()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var channel = new SmtpChannel(Options(server) with { DataTimeout = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(SendOutcome.Uncertain, (await channel.Send(Message("silent@example.com"), default)).Outcome);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_costs_no_mail()
    {
        var server = await SmtpServer.Start(new { });
        await using var channel = Channel(server);
        Assert.Equal(SendOutcome.Sent, (await channel.Send(Message("ann@example.com"), default)).Outcome);
        await server.DisposeAsync();
        Assert.Equal(SendOutcome.TryLater, (await channel.Send(Message("ann@example.com"), default)).Outcome);
    }

    [Fact]
    public async Task No_server_there_is_worth_another_attempt()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var channel = new SmtpChannel(SmtpOptions.Parse($"smtp://127.0.0.1:{port}").Value);
        var result = await channel.Send(Message("ann@example.com"), default);
        Assert.Equal(SendOutcome.TryLater, result.Outcome);
        Assert.Contains($"127.0.0.1:{port}", result.Detail);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task A_login_goes_over_encryption(string method)
    {
        using var certificate = new TestCertificate();
        await using var server = await SmtpServer.Start(new { key = certificate.KeyFile, cert = certificate.CertificateFile, user = "ann", password = Password, authMethods = new[] { method } });
        await using var channel = Channel(server, $"ann:{Uri.EscapeDataString(Password)}@", $"?tls=required&ca={certificate.CertificateFile}");
        Assert.Equal(SendOutcome.Sent, (await channel.Send(Message("ann@example.com"), default)).Outcome);
        var mail = await server.Mail();
        Assert.True(mail.GetProperty("secure").GetBoolean());
        Assert.Equal($"ann by {method}", mail.GetProperty("user").GetString());
    }

    [Fact]
    public async Task A_server_may_be_encrypted_from_the_start()
    {
        using var certificate = new TestCertificate();
        await using var server = await SmtpServer.Start(new { secure = true, key = certificate.KeyFile, cert = certificate.CertificateFile });
        await using var channel = new SmtpChannel(SmtpOptions.Parse($"smtps://localhost:{server.Port}?ca={certificate.CertificateFile}").Value);
        Assert.Equal(SendOutcome.Sent, (await channel.Send(Message("ann@example.com"), default)).Outcome);
    }

    [Theory]
    [InlineData("certificate that nobody vouches for")]
    [InlineData("wrong password")]
    [InlineData("no encryption")]
    public async Task Nothing_is_sent_over_a_connection_that_is_not_as_it_should_be(string what)
    {
        using var certificate = new TestCertificate();
        await using var server = what == "no encryption"
            ? await SmtpServer.Start(new { })
            : await SmtpServer.Start(new { key = certificate.KeyFile, cert = certificate.CertificateFile, user = "ann", password = Password });
        await using var channel = what switch
        {
            "certificate that nobody vouches for" => Channel(server),
            "wrong password" => Channel(server, "ann:wrong@", $"?ca={certificate.CertificateFile}"),
            _ => Channel(server, "", "?tls=required"),
        };
        var result = await channel.Send(Message("ann@example.com"), default);
        Assert.Equal(SendOutcome.TryLater, result.Outcome);
        Assert.DoesNotContain("wrong", result.Detail);
        Assert.Equal(0, server.Waiting);
    }

    [Theory]
    [InlineData("smtp://mail.example.com", 25, SmtpSecurity.WhenOffered, null, null)]
    [InlineData("smtp://a%40b:p%3Aw@mail.example.com", 587, SmtpSecurity.WhenOffered, "a@b", "p:w")]
    [InlineData("smtp://mail.example.com:2525?tls=never", 2525, SmtpSecurity.Never, null, null)]
    [InlineData("smtps://a:b@mail.example.com", 465, SmtpSecurity.FromTheStart, "a", "b")]
    public void A_url_says_where_mail_goes(string url, int port, SmtpSecurity security, string? user, string? password)
    {
        var options = SmtpOptions.Parse(url).Value;
        Assert.Equal(("mail.example.com", port, security, user, password), (options.Host, options.Port, options.Security, options.User, options.Password));
    }

    [Theory]
    [InlineData("mail.example.com")]
    [InlineData("http://mail.example.com")]
    [InlineData("smtp://secret@mail.example.com")]
    [InlineData("smtp://a:secret@mail.example.com?tls=maybe")]
    [InlineData("smtps://a:secret@mail.example.com?tls=never")]
    [InlineData("smtp://a:secret@mail.example.com?ca=/nowhere.pem")]
    public void A_wrong_url_is_told_without_its_password(string url)
    {
        var error = Assert.Single(SmtpOptions.Parse(url).Errors);
        Assert.Equal("TANDEM_SMTP_URL", error.Path);
        Assert.DoesNotContain("secret", error.ToString());
    }

    private static SmtpChannel Channel(SmtpServer server, string login = "", string query = "") => new(Options(server, login, query));

    private static SmtpOptions Options(SmtpServer server, string login = "", string query = "") =>
        SmtpOptions.Parse($"smtp://{login}localhost:{server.Port}{query}").Value;

    private static OutgoingMessage Message(string to) => new()
    {
        Key = "journey/win-back/1/send",
        From = new("shop@example.com", "Shop"),
        To = new(to, null),
        Subject = "Grüße, Ann",
        Html = "<p>Grüße</p>",
        Text = "Grüße",
        Date = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
        Unsubscribe = new("https://shop.example/u/token"),
    };
}
