using System.Security.Cryptography;
using Tandem.Cli.Api;

namespace Tandem.Cli.Tests.Api;

public sealed class DownloadTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(3_000_000)]
    public async Task What_comes_whole_is_there_under_its_name(int size)
    {
        var content = Content(size);
        Assert.Equal(content.Length, await Download.To(Target, new MemoryStream(content), _ => { }, default));
        Assert.Equal(content, await File.ReadAllBytesAsync(Target));
        Assert.Single(folder.GetFiles());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(500)]
    public async Task What_is_cut_short_leaves_no_file(int missing)
    {
        var content = Content(1_000);
        await Assert.ThrowsAsync<CommandFailedException>(() => Download.To(Target, new MemoryStream(content[..^missing]), _ => { }, default));
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task What_was_changed_on_its_way_leaves_no_file()
    {
        var content = Content(1_000);
        content[500] ^= 1;
        await Assert.ThrowsAsync<CommandFailedException>(() => Download.To(Target, new MemoryStream(content), _ => { }, default));
        Assert.Empty(folder.GetFiles());
    }

    private string Target => Path.Combine(folder.FullName, "one.backup");

    private static byte[] Content(int size)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        return [.. bytes, .. SHA256.HashData(bytes)];
    }
}
