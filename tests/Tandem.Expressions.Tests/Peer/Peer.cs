using System.Diagnostics;
using System.Text.Json;

namespace Tandem.Expressions.Tests.Peer;

/// <summary>The second implementation of the language in <c>tests/cel</c>, as its lock file has it.</summary>
internal static class Peer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Once a run; does nothing when the packages are there.
    private static readonly Lazy<Task> Installed = new(async () =>
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@bufbuild", "cel"))) return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci"]) { WorkingDirectory = Folder })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException("npm ci failed in tests/cel.");
    });

    private static string Folder => Repository.File("tests", "cel");

    /// <summary>What each expression gives there, in the order of the expressions.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Evaluate(IReadOnlyList<string> expressions)
    {
        await Installed.Value;
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "peer.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Folder,
        })!;
        try
        {
            var reading = node.StandardOutput.ReadToEndAsync();
            foreach (var expression in expressions) await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(expression));
            node.StandardInput.Close();
            var lines = (await reading.WaitAsync(Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.Length == expressions.Count ? [.. lines.Select(line => JsonDocument.Parse(line).RootElement)] : throw new InvalidOperationException($"The peer answered {lines.Length} of {expressions.Count} expressions.");
        }
        finally
        {
            if (!node.HasExited) node.Kill();
        }
    }
}
