using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tandem.Bench.Load;

/// <summary>
/// A whole HTTP request, made once and patched in place: new message ids, so that nothing is a duplicate, other customers,
/// and the time. Not thread-safe.
/// </summary>
internal sealed class Request
{
    private readonly byte[] bytes;
    private readonly int[] messages, times;
    private readonly int[][] customers;

    private Request(string path, string body, int interactions)
    {
        var credentials = Convert.ToBase64String(Encoding.ASCII.GetBytes(Servers.TandemServer.WriteKey + ":"));
        bytes = Encoding.UTF8.GetBytes(
            $"POST /v1/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {credentials}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        Interactions = interactions;
        messages = Place.All(bytes, Place.Message);
        times = Place.All(bytes, Place.Time);
        customers = new int[interactions][];
        // A call may name its customer twice: as a user and by the device.
        var named = Place.All(bytes, Place.Customer);
        for (var i = 0; i < interactions; i++)
        {
            var (from, to) = (i == 0 ? 0 : messages[i - 1], messages[i]);
            customers[i] = [.. named.Where(at => at >= from && at < to)];
        }
    }

    public int Interactions { get; }

    public ReadOnlyMemory<byte> Bytes => bytes;

    public static Request Single(string call)
    {
        var type = call["{\"type\":\"".Length..];
        return new(type[..type.IndexOf('"')], call, 1);
    }

    public static Request Batch(IReadOnlyList<string> calls, int size)
    {
        var items = string.Join(',', Enumerable.Range(0, size).Select(i => calls[i % calls.Count]));
        return new("batch", $"{{\"batch\":[{items}],\"sentAt\":\"{Place.Time}\"}}", size);
    }

    /// <param name="run">Eight letters or digits that no other run on the same server has.</param>
    /// <param name="number">The first interaction's number within the run.</param>
    public void Patch(ReadOnlySpan<byte> run, long number, DateTime now, Func<int, bool, int> nextCustomer)
    {
        Span<byte> time = stackalloc byte[Place.Time.Length];
        now.TryFormat(time, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (var at in times) time.CopyTo(bytes.AsSpan(at));
        for (var i = 0; i < messages.Length; i++)
        {
            run.CopyTo(bytes.AsSpan(messages[i]));
            Utf8Formatter.TryFormat(number + i, bytes.AsSpan(messages[i] + run.Length), out _, new('D', 16));
            var customer = nextCustomer(i, customers[i].Length > 1);
            // From one on: zeros alone identify nobody.
            foreach (var at in customers[i]) Utf8Formatter.TryFormat(customer + 1, bytes.AsSpan(at), out _, new('D', 8));
        }
    }
}
