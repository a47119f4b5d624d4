using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Customers;

/// <summary>A merge undone over HTTP, by the real server.</summary>
public sealed class MergeUndoTests : IAsyncLifetime
{
    private readonly Folder folder = new();
    private ServerProcess server = null!;

    public async Task InitializeAsync() => server = await ServerProcess.Start(Folder.ServerDll, folder.Path);

    public Task DisposeAsync()
    {
        server.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Two_customers_go_on_from_there()
    {
        var merged = await Join();
        await Identify("""{"anonymousId":"tablet","traits":{"city":"Bonn"}}""");
        Assert.Equal(202, (await Undo("userId:ann", merged)).Status);

        var ann = await server.Until("/api/v1/customers/userId:ann", customer => customer["mergedFrom"]!.AsArray().Count == 0);
        var other = await server.Get("/api/v1/customers/anonymousId:tablet");
        Assert.Equal(merged, (string?)other["id"]);
        Assert.Equal("Bonn", (string?)other["traits"]!["city"]);
        Assert.Equal("Aachen", (string?)ann["traits"]!["city"]);
        Assert.Equal((1, 2), ((int)ann["interactions"]!, (int)other["interactions"]!));
        var told = (await server.Get("/api/v1/customers/userId:ann/timeline"))["items"]![0]!;
        Assert.Equal($"A merge was undone: separate from {merged}", (string?)told["title"]);
        Assert.Equal((404, "unknown_merge"), Of(await Undo("userId:ann", merged)));
    }

    [Fact]
    public async Task A_merge_inside_of_another_comes_after_that()
    {
        await Identify("""{"anonymousId":"tablet"}""");
        await Identify("""{"userId":"ann"}""");
        await Identify("""{"anonymousId":"laptop","traits":{"email":"ann@example.com"}}""");
        await Until("email:ann@example.com", 0);
        await Identify("""{"anonymousId":"tablet","traits":{"email":"ann@example.com"}}""");
        var inner = (string)(await Until("email:ann@example.com", 1))["mergedFrom"]![0]!["id"]!;
        await Identify("""{"userId":"ann","traits":{"email":"ann@example.com"}}""");
        await Until("userId:ann", 2);

        Assert.Equal((409, "later_merge"), Of(await Undo("userId:ann", inner)));
        Assert.Equal((404, "unknown_customer"), Of(await Undo("userId:nobody", inner)));
        Assert.Equal((400, "bad_customer_key"), Of(await Undo("userId:ann", "no-id")));
    }

    private async Task<string> Join()
    {
        await Identify("""{"anonymousId":"tablet"}""");
        await Until("anonymousId:tablet", 0);
        await Identify("""{"userId":"ann","anonymousId":"tablet","traits":{"city":"Aachen"}}""");
        return (string)(await Until("userId:ann", 1))["mergedFrom"]![0]!["id"]!;
    }

    private Task<JsonNode> Until(string key, int merges) => server.Until($"/api/v1/customers/{key}", customer => customer["mergedFrom"]!.AsArray().Count == merges);

    private async Task Identify(string call) => Assert.Equal(200, await server.Send("/v1/identify", call));

    private Task<(int Status, JsonNode? Body)> Undo(string key, string id) => server.Ask(HttpMethod.Post, $"/api/v1/customers/{key}/merges/{id}/undo");

    private static (int, string?) Of((int Status, JsonNode? Body) answer) => (answer.Status, (string?)answer.Body?["errors"]?[0]?["code"]);
}
