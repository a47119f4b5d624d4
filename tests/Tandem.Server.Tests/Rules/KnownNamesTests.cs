using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Rules;

public sealed class KnownNamesTests : IAsyncLifetime
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
    public async Task A_name_that_nobody_sent_yet_is_warned_of_with_the_nearest_that_was()
    {
        await server.Publish("""
            kind: segment
            metadata: { name: spenders }
            spec: { expression: customer.traits.lifetime_value > 100 }
            """);
        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"ann","traits":{"country":"de","lifetime_value":500}}"""));
        Assert.Equal(200, await server.Send("/v1/track", """{"userId":"ann","event":"Order Completed"}"""));
        // Names are those of the last checkpoint, which is the one that the list of members is from.
        await server.Until("/api/v1/segments/spenders/members", answer => answer["items"]!.AsArray().Count > 0);

        var typo = await Check("customer.traits.coutry == \"de\" && events(\"Order Complete\").any() && customer.traits.lifetime_value > 1");

        Assert.True((bool)typo["ok"]!);
        var warnings = typo["warnings"]!.AsArray();
        Assert.Equal(["Did you mean customer.traits.country?", "Did you mean events(\"Order Completed\")?"], warnings.Select(warning => (string?)warning!["hint"]));
        Assert.Equal([(1, 17), (1, 42)], warnings.Select(warning => ((int)warning!["line"]!, (int)warning["column"]!)));
        Assert.Empty((await Check("customer.traits.country == \"de\" && events(\"Order Completed\").any()"))["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Without_customers_any_name_will_do() =>
        Assert.Empty((await Check("customer.traits.country == \"de\""))["warnings"]!.AsArray());

    private async Task<JsonNode> Check(string expression)
    {
        var (status, body) = await server.Ask(HttpMethod.Post, "/api/v1/rules/check", new JsonObject { ["expression"] = expression }.ToJsonString());
        Assert.Equal(200, status);
        return body!;
    }
}
