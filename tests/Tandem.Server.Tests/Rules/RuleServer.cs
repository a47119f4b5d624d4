using System.Text.Json.Nodes;
using Tandem.Server.Tests.Definitions;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Rules;

/// <summary>The real server with a small workspace, for tests that only ask it.</summary>
public sealed class RuleServer : IAsyncLifetime
{
    private readonly Folder folder = new();

    public ServerProcess Process { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Process = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await Process.Publish(Samples.All);
    }

    public Task DisposeAsync()
    {
        Process.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Checks a rule that is written well enough to be looked at.</summary>
    public Task<JsonNode> Check(string expression, string scope = "segment") => Check(new JsonObject { ["expression"] = expression, ["scope"] = scope });

    public async Task<JsonNode> Check(JsonObject rule)
    {
        var (status, body) = await Process.Ask(HttpMethod.Post, "/api/v1/rules/check", rule.ToJsonString(new() { MaxDepth = 1024 }));
        Assert.Equal(200, status);
        Assert.Equal((bool)body!["ok"]!, body["errors"]!.AsArray().Count == 0);
        return body;
    }
}
