using System.Diagnostics;
using Tandem.Server.Tests.Hosting;

namespace Tandem.Server.Tests.Backups;

/// <summary>The server's program with <c>restore</c>, fed by hand and killed when a test likes.</summary>
internal sealed class Offline : IDisposable
{
    private readonly Process process;

    private Offline(Process process) => this.process = process;

    public static Offline Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Folder.ServerDll, .. arguments]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    public async Task Feed(ReadOnlyMemory<byte> bytes)
    {
        await process.StandardInput.BaseStream.WriteAsync(bytes);
        await process.StandardInput.BaseStream.FlushAsync();
    }

    /// <summary>The next line that it says about its work.</summary>
    public Task<string?> Line() => process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
