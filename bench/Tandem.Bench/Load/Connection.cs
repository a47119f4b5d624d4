using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Bench.Load;

/// <summary>
/// One kept-alive HTTP connection of one thread. A plain blocking socket: nothing costs less of the processors that the
/// client shares with the server.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 << 10];

    public Connection(IPEndPoint address) => socket.Connect(address);

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">The answer is not what this small client understands.</exception>
    public Answer Send(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;) sent += socket.Send(request.Span[sent..]);
        var (used, end) = (0, -1);
        while (end < 0)
        {
            used += Receive(used);
            end = buffer.AsSpan(0, used).IndexOf("\r\n\r\n"u8);
        }
        var head = buffer.AsSpan(0, end + 2);
        var status = Number(head, " "u8);
        var retryAfter = Number(head, "\r\nRetry-After: "u8);
        var length = Number(head, "\r\nContent-Length: "u8);
        if (status < 0 || length < 0 || end + 4 + length > buffer.Length) throw new InvalidDataException($"An answer that is not understood: {System.Text.Encoding.UTF8.GetString(head)}");
        while (used < end + 4 + length) used += Receive(used);
        return new(status, Math.Max(0, retryAfter), buffer.AsMemory(end + 4, length));
    }

    public void Dispose() => socket.Dispose();

    private int Receive(int used)
    {
        var received = socket.Receive(buffer.AsSpan(used));
        return received > 0 ? received : throw new SocketException((int)SocketError.ConnectionReset);
    }

    private static int Number(ReadOnlySpan<byte> head, ReadOnlySpan<byte> after)
    {
        var at = head.IndexOf(after);
        return at >= 0 && Utf8Parser.TryParse(head[(at + after.Length)..], out int number, out _) ? number : -1;
    }
}

/// <param name="RetryAfter">In seconds; 0 where the server did not say.</param>
/// <param name="Body">Valid until the next sending.</param>
internal readonly record struct Answer(int Status, int RetryAfter, ReadOnlyMemory<byte> Body);
