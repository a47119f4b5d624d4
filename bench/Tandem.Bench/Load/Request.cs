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
    private readonly int[] messages, times, sentAt, events;
    private readonly int[][] customers;

    private Request(string path, string body, int interactions)
    {
        var credentials = Convert.ToBase64String(Encoding.ASCII.GetBytes(Servers.TandemServer.WriteKey + ":"));
        bytes = Encoding.UTF8.GetBytes(
            $"POST /v1/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {credentials}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        Interactions = interactions;
        messages = Place.All(bytes, Place.Message);
        times = Place.All(bytes, Place.Time);
        sentAt = Place.All(bytes, Place.SentAt);
        events = Place.All(bytes, Place.Event);
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
        return new("batch", $"{{\"batch\":[{items}],\"sentAt\":\"{Place.SentAt}\"}}", size);
    }

    /// <param name="number">The first interaction's number within the run.</param>
    public void Patch(long number, DateTime now, Variety variety)
    {
        foreach (var at in times) Write(variety.Time(now), at);
        foreach (var at in sentAt) Write(now, at);
        foreach (var at in events) Utf8Formatter.TryFormat(variety.Event(), bytes.AsSpan(at + Place.Event.Length - 2), out _, new('D', 2));
        for (var i = 0; i < messages.Length; i++)
        {
            variety.Run.CopyTo(bytes.AsSpan(messages[i]));
            Utf8Formatter.TryFormat(number + i, bytes.AsSpan(messages[i] + variety.Run.Length), out _, new('D', 16));
            var customer = variety.Customer(number + i, customers[i].Length > 1);
            foreach (var at in customers[i]) Utf8Formatter.TryFormat(customer, bytes.AsSpan(at), out _, new('D', 8));
        }
    }

    private void Write(DateTime time, int at) => time.TryFormat(bytes.AsSpan(at, Place.Time.Length), out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
