using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tandem.Connect.Channels.Smtp;

/// <summary>One connection to a mail server, greeted, encrypted and logged in (RFC 5321, 3207, 4954). Not thread-safe.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpOptions options;
    private readonly SmtpStream stream;

    private SmtpConnection(SmtpOptions options, SmtpStream stream)
    {
        this.options = options;
        this.stream = stream;
    }

    /// <summary>Messages sent over it.</summary>
    public int Sent { get; private set; }

    /// <summary>False once a conversation broke off in the middle: the connection is of no more use.</summary>
    public bool IsUsable { get; private set; } = true;

    public long IdleSince { get; set; }

    /// <summary>Connects, or says why not; the message is not at fault then, so it is worth another attempt.</summary>
    public static async ValueTask<(SmtpConnection? Connection, string Why)> Open(SmtpOptions options, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var handedOn = false;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(options.Host, options.Port), timeout.Token);
            var stream = new SmtpStream(new NetworkStream(socket, ownsSocket: true));
            if (options.Security == SmtpSecurity.FromTheStart) stream = await Encrypt(options, stream, timeout.Token);
            var (ready, why) = await Begin(options, stream, timeout.Token);
            handedOn = ready is not null;
            return (ready is null ? null : new(options, ready), why);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            return (null, $"No connection to {options.Host}:{options.Port}: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return (null, $"No connection to {options.Host}:{options.Port} within {options.ConnectTimeout.TotalSeconds:0} seconds.");
        }
        finally
        {
            if (!handedOn) socket.Dispose();
        }
    }

    public async ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel)
    {
        var handedOver = false;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            timeout.CancelAfter(options.CommandTimeout);
            var reply = await stream.Ask($"MAIL FROM:<{message.From.Address}>", timeout.Token);
            if (!reply.IsPositive) return await Refused(reply, toAddress: false, timeout.Token);
            reply = await stream.Ask($"RCPT TO:<{message.To.Address}>", timeout.Token);
            if (!reply.IsPositive) return await Refused(reply, toAddress: true, timeout.Token);
            reply = await stream.Ask("DATA", timeout.Token);
            if (reply.Code != 354) return await Refused(reply, toAddress: false, timeout.Token);

            timeout.CancelAfter(options.DataTimeout);
            await stream.Write(Stuffed(MimeMessage.Compose(message)), timeout.Token);
            // From here on the server may have taken the mail, whether its answer arrives or not.
            handedOver = true;
            await stream.Write(".\r\n", timeout.Token);
            reply = await stream.Reply(timeout.Token);
            Sent++;
            if (reply.Code == 421) IsUsable = false;
            return reply.IsPositive ? new(SendOutcome.Sent, reply.ToString()) : reply.Refusal(toAddress: false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            IsUsable = false;
            var why = e is OperationCanceledException ? "no answer in time" : e.Message;
            return handedOver
                ? new(SendOutcome.Uncertain, $"The mail was handed over, and the server never confirmed it: {why}")
                : new(SendOutcome.TryLater, $"The conversation with the mail server broke off before the mail was handed over: {why}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            IsUsable = false;
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await stream.Write("QUIT\r\n", timeout.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The server is gone already, and good-bye was all there was left to say.
            }
        }
        await stream.DisposeAsync();
    }

    private async ValueTask<SendResult> Refused(SmtpReply reply, bool toAddress, CancellationToken cancel)
    {
        try
        {
            // 421: the server closes the connection.
            IsUsable = reply.Code != 421 && (await stream.Ask("RSET", cancel)).IsPositive;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The refusal is what counts, however the connection ended afterwards.
            IsUsable = false;
        }
        return reply.Refusal(toAddress);
    }

    private static async ValueTask<(SmtpStream? Ready, string Why)> Begin(SmtpOptions options, SmtpStream stream, CancellationToken cancel)
    {
        var greeting = await stream.Reply(cancel);
        if (!greeting.IsPositive) return await Leave(stream, $"The mail server does not take mail now: {greeting}");
        var offers = await Hello(stream, cancel);
        var encrypted = options.Security == SmtpSecurity.FromTheStart;
        if (!encrypted && options.Security != SmtpSecurity.Never && offers.Contains("STARTTLS"))
        {
            var reply = await stream.Ask("STARTTLS", cancel);
            if (!reply.IsPositive) return await Leave(stream, $"The mail server offers encryption and refuses it: {reply}");
            if (stream.HasUnread) return await Leave(stream, "Somebody wrote into the connection before it was encrypted.");
            stream = await Encrypt(options, stream, cancel);
            offers = await Hello(stream, cancel);
            encrypted = true;
        }
        if (!encrypted && options.Security == SmtpSecurity.Required) return await Leave(stream, "The mail server does not offer encryption (STARTTLS), and it is required.");
        if (options.User is null) return (stream, "");
        if (!encrypted && !options.IsThisMachine) return await Leave(stream, "The mail server does not offer encryption (STARTTLS); the password is not sent without it.");
        var login = await Login(options, stream, offers, cancel);
        return login is { IsPositive: true } ? (stream, "") : await Leave(stream, login is null ? "The mail server offers no login that is known here (PLAIN, LOGIN)." : $"The mail server refuses user and password: {login}");
    }

    private static async ValueTask<HashSet<string>> Hello(SmtpStream stream, CancellationToken cancel)
    {
        var reply = await stream.Ask($"EHLO {Name()}", cancel);
        if (!reply.IsPositive) throw new IOException($"The mail server refuses the greeting: {reply}");
        return new(reply.Text.Split('\n').Skip(1), StringComparer.OrdinalIgnoreCase);
    }

    private static async ValueTask<SmtpReply?> Login(SmtpOptions options, SmtpStream stream, HashSet<string> offers, CancellationToken cancel)
    {
        var kinds = offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant().Split(' ') ?? [];
        if (kinds.Contains("PLAIN")) return await stream.Ask("AUTH PLAIN " + Base64($"\0{options.User}\0{options.Password}"), cancel);
        if (!kinds.Contains("LOGIN")) return null;
        var reply = await stream.Ask("AUTH LOGIN", cancel);
        if (reply.Code == 334) reply = await stream.Ask(Base64(options.User!), cancel);
        return reply.Code == 334 ? await stream.Ask(Base64(options.Password!), cancel) : reply;
    }

    private static async ValueTask<SmtpStream> Encrypt(SmtpOptions options, SmtpStream stream, CancellationToken cancel)
    {
        var tls = new SslStream(stream.Stream);
        var settings = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.Authorities.Count > 0)
        {
            settings.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            settings.CertificateChainPolicy.CustomTrustStore.AddRange(options.Authorities);
        }
        await tls.AuthenticateAsClientAsync(settings, cancel);
        return new(tls);
    }

    private static async ValueTask<(SmtpStream?, string)> Leave(SmtpStream stream, string why)
    {
        await stream.DisposeAsync();
        return (null, why);
    }

    /// <summary>A dot at the beginning of a line is doubled (RFC 5321 4.5.2). The text ends with a line end.</summary>
    private static string Stuffed(string mail)
    {
        var stuffed = mail.Replace("\r\n.", "\r\n..");
        return stuffed.StartsWith('.') ? "." + stuffed : stuffed;
    }

    private static string Name() => Uri.CheckHostName(Environment.MachineName) == UriHostNameType.Dns ? Environment.MachineName : "localhost";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
