using System.Globalization;
using System.Text;

namespace Tandem.Connect.Channels.Smtp;

/// <summary>Lines to and from a mail server. Not thread-safe.</summary>
internal sealed class SmtpStream(Stream stream) : IAsyncDisposable
{
    private const int MaxReply = 32 * 1024;

    private readonly byte[] buffer = new byte[4096];
    private int from, to;

    /// <summary>Bytes that came and were not read: after STARTTLS there may be none, or somebody put them in.</summary>
    public bool HasUnread => from < to;

    public Stream Stream => stream;

    public async ValueTask Write(string text, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>Writes a line and reads the answer.</summary>
    public async ValueTask<SmtpReply> Ask(string command, CancellationToken cancel)
    {
        await Write(command + "\r\n", cancel);
        return await Reply(cancel);
    }

    /// <exception cref="IOException">The connection ended, or what came is no answer.</exception>
    public async ValueTask<SmtpReply> Reply(CancellationToken cancel)
    {
        var text = new StringBuilder();
        while (text.Length < MaxReply)
        {
            var line = await Line(cancel);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
                throw new IOException("The server's answer is not SMTP.");
            if (text.Length > 0) text.Append('\n');
            text.Append(line.AsSpan(Math.Min(4, line.Length)));
            if (line.Length == 3 || line[3] != '-') return new(code, text.ToString());
        }
        throw new IOException("The server's answer is too long.");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<string> Line(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < MaxReply)
        {
            if (from == to)
            {
                from = 0;
                to = await stream.ReadAsync(buffer, cancel);
                if (to == 0) throw new IOException("The server closed the connection.");
            }
            var end = Array.IndexOf(buffer, (byte)'\n', from, to - from);
            line.Append(Encoding.Latin1.GetString(buffer, from, (end < 0 ? to : end) - from));
            from = end < 0 ? to : end + 1;
            if (end >= 0) return line.ToString().TrimEnd('\r');
        }
        throw new IOException("The server's answer is too long.");
    }
}
