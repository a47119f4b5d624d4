using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Customers;

/// <summary>202 means that a merge will be undone, also by the process after the one that said so.</summary>
public sealed class MergeUndoKillTests
{
    private const int Merges = 12, AskedAtFirst = 5;

    [Fact]
    public async Task A_kill_at_any_moment_forgets_no_undo_that_was_answered()
    {
        using var folder = new Folder();
        string[] absorbed;
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path))
        {
            absorbed = await Task.WhenAll(Enumerable.Range(0, Merges).Select(number => server.Join($"u{number}", $"a{number}")));
            foreach (var number in Enumerable.Range(0, AskedAtFirst)) await Undo(server, number, absorbed[number]);
            // They are undone one after another: most of these are not begun.
            server.Kill();
        }
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path))
        {
            foreach (var number in Enumerable.Range(AskedAtFirst, Merges - AskedAtFirst)) await Undo(server, number, absorbed[number]);
            await server.UntilMerged("userId:u0", 0);
            server.Kill();
        }

        using var last = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        for (var number = 0; number < Merges; number++)
        {
            var stayer = await last.UntilMerged($"userId:u{number}", 0);
            var other = await last.Until($"/api/v1/customers/anonymousId:a{number}", customer => (string?)customer["id"] == absorbed[number]);
            Assert.Equal(("Aachen", "Bonn"), ((string?)stayer["traits"]!["city"], (string?)other["traits"]!["city"]));
            Assert.Equal(["separated"], await Told(last, $"userId:u{number}"));
            Assert.Equal(["separated"], await Told(last, $"anonymousId:a{number}"));
        }
    }

    private static async Task Undo(ServerProcess server, int number, string absorbed) => Assert.Equal((202, null), await server.Undo($"userId:u{number}", absorbed));

    private static async Task<IEnumerable<string>> Told(ServerProcess server, string key) =>
        (await server.Get($"/api/v1/customers/{key}/timeline"))["items"]!.AsArray().Select(item => (string)item!["type"]!).Where(type => type.EndsWith("separated", StringComparison.Ordinal));
}
