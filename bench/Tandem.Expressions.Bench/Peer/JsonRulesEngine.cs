using System.Diagnostics;
using System.Text.Json;
using Tandem.Expressions.Bench.Benchmarks;

namespace Tandem.Expressions.Bench.Peer;

/// <summary>json-rules-engine (npm) on the same rules and facts, in Node; on fewer customers, because it is slower.</summary>
internal static class JsonRulesEngine
{
    public const int People = 100;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidOperationException">Node or the package is missing, or the run failed; the message has its output.</exception>
    public static Run On(ManyRules rules, string folder)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new { rules = rules.Written.Select(rule => rule.ForPeer), people = rules.People.Take(People) }, Web));
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "run.js"), file]) { RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new InvalidOperationException("Node did not start.");
            var errors = node.StandardError.ReadToEndAsync();
            var output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            if (node.ExitCode != 0) throw new InvalidOperationException($"json-rules-engine failed: {errors.Result}");
            return JsonSerializer.Deserialize<Run>(output, Web) ?? throw new InvalidOperationException($"json-rules-engine printed {output}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    public sealed record Run(long Hits, double Seconds);
}
