using System.Diagnostics;

namespace Tandem.Cli.Commands;

/// <summary>
/// The server's own program, which does what has to be done while no server runs. <c>TANDEM_SERVER</c> names it; without that
/// it is looked for beside this one.
/// </summary>
public static class ServerProgram
{
    /// <summary>Runs it to its end; it writes to the same terminal.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="CommandFailedException">It is not there.</exception>
    public static async Task<int> Run(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var path = Find();
        var start = Path.GetExtension(path) == ".dll" ? new ProcessStartInfo("dotnet", [path, .. arguments]) : new ProcessStartInfo(path, arguments);
        using var process = Process.Start(start) ?? throw new CommandFailedException($"{path} cannot be started.");
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            // It heard of the interruption itself, from the same terminal.
            await process.WaitForExitAsync(CancellationToken.None);
        }
        return process.ExitCode;
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("TANDEM_SERVER") is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new CommandFailedException($"TANDEM_SERVER names {named}, which is not there.");
        string[] names = OperatingSystem.IsWindows() ? ["Tandem.Server.exe", "Tandem.Server.dll"] : ["Tandem.Server", "Tandem.Server.dll"];
        return names.Select(name => Path.Combine(AppContext.BaseDirectory, name)).FirstOrDefault(File.Exists)
            ?? throw new CommandFailedException("The server's program is not beside this one. Name it with TANDEM_SERVER, or call ./dev tandem.");
    }
}
