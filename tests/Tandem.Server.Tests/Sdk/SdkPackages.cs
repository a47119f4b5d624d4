using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tandem.Server.Tests.Sdk;

/// <summary>Segment's SDKs in <c>tests/sdk</c>, as the lock file has them.</summary>
internal static class SdkPackages
{
    // Once a run; does nothing when the packages are there.
    private static readonly Lazy<Task> Installed = new(async () =>
    {
        if (Directory.Exists(Path.Combine(Folder(), "node_modules", "@segment", "analytics-next"))) return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci"]) { WorkingDirectory = Folder() })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException("npm ci failed in tests/sdk.");
    });

    /// <summary>The browser SDK's bundle, unchanged, with the parts that it loads by itself.</summary>
    public static async Task<string> BrowserBundle()
    {
        await Installed.Value;
        return Path.Combine(Folder(), "node_modules", "@segment", "analytics-next", "dist", "umd");
    }

    /// <summary>Runs the script with the Node SDK and answers the line that it wrote.</summary>
    public static async Task<JsonElement> RunNode(object settings)
    {
        await Installed.Value;
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder(), "node.mjs"), JsonSerializer.Serialize(settings)])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Folder(),
        })!;
        try
        {
            var line = await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            return JsonDocument.Parse(line ?? throw new InvalidOperationException("The script ended without a word.")).RootElement;
        }
        finally
        {
            if (!node.HasExited) node.Kill();
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "sdk"));
}
