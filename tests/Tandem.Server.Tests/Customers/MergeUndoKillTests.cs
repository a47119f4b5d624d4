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
            absorbed = await Task.WhenAll(Enumerable.Range(0, Merges).Select(number => Join(server, number)));
            foreach (var number in Enumerable.Range(0, AskedAtFirst)) await Undo(server, number, absorbed[number]);
            // They are undone one after another: most of these are not begun.
            server.Kill();
        }
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path))
        {
            foreach (var number in Enumerable.Range(AskedAtFirst, Merges - AskedAtFirst)) await Undo(server, number, absorbed[number]);
            await server.Until("/api/v1/customers/userId:u0", customer => customer["mergedFrom"]!.AsArray().Count == 0);
            server.Kill();
        }

        using var last = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        for (var number = 0; number < Merges; number++)
        {
            var stayer = await last.Until($"/api/v1/customers/userId:u{number}", customer => customer["mergedFrom"]!.AsArray().Count == 0);
            var other = await last.Until($"/api/v1/customers/anonymousId:a{number}", customer => (string?)customer["id"] == absorbed[number]);
            Assert.Equal(("Aachen", "Bonn"), ((string?)stayer["traits"]!["city"], (string?)other["traits"]!["city"]));
            Assert.Equal(["separated"], await Told(last, $"userId:u{number}"));
            Assert.Equal(["separated"], await Told(last, $"anonymousId:a{number}"));
        }
    }

    private static async Task<string> Join(ServerProcess server, int number)
    {
        await Identify(server, $$$"""{"anonymousId":"a{{{number}}}","traits":{"city":"Bonn"}}""");
        await server.Until($"/api/v1/customers?search=a{number}", found => found["items"]!.AsArray().Count > 0);
        await Identify(server, $$$"""{"userId":"u{{{number}}}","anonymousId":"a{{{number}}}","traits":{"city":"Aachen"}}""");
        var joined = await server.Until($"/api/v1/customers/userId:u{number}", customer => customer["mergedFrom"]!.AsArray().Count == 1);
        return (string)joined["mergedFrom"]![0]!["id"]!;
    }

    private static async Task Identify(ServerProcess server, string call) => Assert.Equal(200, await server.Send("/v1/identify", call));

    private static async Task Undo(ServerProcess server, int number, string absorbed) =>
        Assert.Equal(202, (await server.Ask(HttpMethod.Post, $"/api/v1/customers/userId:u{number}/merges/{absorbed}/undo")).Status);

    private static async Task<IEnumerable<string>> Told(ServerProcess server, string key) =>
        (await server.Get($"/api/v1/customers/{key}/timeline"))["items"]!.AsArray().Select(item => (string)item!["type"]!).Where(type => type.EndsWith("separated", StringComparison.Ordinal));
}
