using System.IO.Compression;
using System.Text;
using Tandem.Engine.Interactions;

namespace Tandem.Server.Tests.Tracking;

public sealed class GzipTests : IAsyncLifetime
{
    private static readonly byte[] Batch = Encoding.UTF8.GetBytes($$"""{"batch":[{{string.Join(',', Enumerable.Range(1, 300).Select(i => $$$"""{"type":"identify","userId":"{{{i}}}"}"""))}}]}""");

    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData(null)]
    public async Task A_packed_body_is_unpacked_whether_it_says_so_or_not(string? encoding)
    {
        Assert.Equal(200, (await Post(Pack(Batch), encoding)).Status);
        Assert.Equal(300, server.Inbox.Arrivals.Count);
    }

    [Fact]
    public async Task A_bomb_is_413()
    {
        var packed = Pack(new byte[200_000_000]);
        Assert.InRange(packed.Length, 0, TrackingLimits.BatchBytes);
        Assert.Equal(413, (await Post(packed, "gzip")).Status);
    }

    [Fact]
    public async Task A_body_cut_short_anywhere_is_400()
    {
        var packed = Pack(Batch);
        for (var length = 0; length < packed.Length; length += 37) Assert.Equal((length, 400), (length, (await Post(packed[..length], "gzip")).Status));
        Assert.Empty(server.Inbox.Arrivals);
    }

    [Fact]
    public async Task Plain_bytes_that_call_themselves_packed_are_400() => Assert.Equal(400, (await Post(Batch, "gzip")).Status);

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Another_packing_is_refused(string encoding)
    {
        var answer = await Post(Batch, encoding);
        Assert.Equal((400, "Content-Encoding"), (answer.Status, Assert.Single(answer.Paths)));
    }

    private Task<Answer> Post(byte[] body, string? encoding) => server.Post("/v1/batch", body, request =>
    {
        if (encoding is not null) request.Content!.Headers.ContentEncoding.Add(encoding);
    });

    internal static byte[] Pack(byte[] body)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal)) gzip.Write(body);
        return stream.ToArray();
    }
}
