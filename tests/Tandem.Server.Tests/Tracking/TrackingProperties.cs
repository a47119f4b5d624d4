using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Server.Tests.Tracking;

/// <summary>Whatever is sent is answered, soon, and never with 500.</summary>
public sealed class TrackingProperties : IAsyncLifetime
{
    private static readonly byte[] Batch = Encoding.UTF8.GetBytes("""
        {"batch":[{"type":"track","event":"E","userId":"u","timestamp":"2026-11-22T09:00:00Z"},{"type":"identify","userId":"v","traits":{"email":"a@example.com"}}],"sentAt":"2026-11-22T10:00:00Z"}
        """);

    private static readonly Gen<byte> AnyByte = Gen.Choose(0, 255).Select(value => (byte)value);

    // Whole, cut short, with some bytes changed, or nothing but noise; packed before or after that, or not at all.
    private static readonly Gen<byte[]> Body =
        from packed in Gen.Elements(false, true)
        from at in Gen.Choose(0, 400)
        from noise in AnyByte.ArrayOf()
        from kind in Gen.Choose(0, 3)
        let whole = packed ? GzipTests.Pack(Batch) : Batch
        let place = at % whole.Length
        select kind switch
        {
            0 => whole[..place],
            1 => [.. whole[..place], .. noise, .. whole[Math.Min(whole.Length, place + noise.Length)..]],
            2 => noise,
            _ => GzipTests.Pack([.. Batch[..(at % Batch.Length)], .. noise]),
        };

    private static readonly Gen<string> Path = Gen.Elements("identify", "t", "page", "s", "group", "a", "batch", "b", "m", "x", "track/", "t%20", "projects/k/settings");

    private static readonly Gen<(string Name, string Value)> Header = Gen.Elements(
        ("Content-Encoding", "gzip"), ("Content-Encoding", "identity"), ("Content-Encoding", "gzip, gzip"), ("Content-Type", "text/plain"), ("Content-Type", "multipart/form-data"),
        ("Authorization", "Basic"), ("Authorization", "Basic dGVzdC13cml0ZS1rZXk="), ("Authorization", "Basic " + new string('A', 4_000)), ("Authorization", "Basic /w=="),
        ("X-Retry-Count", "-1"), ("Origin", "null"));

    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task No_request_is_answered_with_500_or_hangs()
    {
        var requests =
            from path in Path
            from body in Body
            from headers in Header.ListOf()
            select (path, body, headers);
        Prop.ForAll(requests.ToArbitrary(), async request =>
        {
            var answer = await Send(request.path, request.body, request.headers).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Contains(answer.Status, new[] { 200, 400, 401, 404, 413 });
            Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        Assert.Equal(200, (await Send("batch", Batch, [])).Status);
    }

    private Task<Answer> Send(string path, byte[] body, IEnumerable<(string Name, string Value)> headers) => server.Post($"/v1/{path}", body, request =>
    {
        foreach (var (name, value) in headers)
        {
            if (name.StartsWith("Content", StringComparison.Ordinal))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
                continue;
            }
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    });
}
