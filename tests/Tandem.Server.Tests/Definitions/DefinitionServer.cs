using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Governance.Definitions;
using Tandem.Governance.Documents;
using Tandem.Governance.Tests.Documents;
using Tandem.Server.Definitions;

namespace Tandem.Server.Tests.Definitions;

/// <summary>The definitions' part of the API on a real Kestrel on a free port.</summary>
internal sealed class DefinitionServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private DefinitionServer(WebApplication app)
    {
        this.app = app;
        Client = new() { BaseAddress = new(app.Urls.Single() + "/api/v1/") };
    }

    public HttpClient Client { get; }

    public DefinitionLibrary Library => app.Services.GetRequiredService<DefinitionLibrary>();

    public static async Task<DefinitionServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDocuments>(new MemoryDocuments()).AddSingleton(TimeProvider.System).AddDefinitions();
        var app = builder.Build();
        app.MapGroup("/api/v1").MapDefinitions();
        await app.StartAsync();
        return new(app);
    }

    public Task<(int Status, JsonNode Body)> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<(int Status, JsonNode Body)> Put(string path, string text) => Send(HttpMethod.Put, path, Encoding.UTF8.GetBytes(text));

    public Task<(int Status, JsonNode Body)> Post(string text) => Send(HttpMethod.Post, "definitions", Encoding.UTF8.GetBytes(text));

    public async Task<(int Status, JsonNode Body)> Send(HttpMethod method, string path, byte[]? body, string? contentType = "application/yaml")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType) } };
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
