using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Journal;
using Tandem.Governance.Documents;
using Tandem.Governance.Tests.Documents;
using Tandem.Server.Api.Tracking;
using Tandem.Server.Operations;
using Tandem.Server.Privacy;
using Tandem.Server.Sources;

namespace Tandem.Server.Tests.Tracking;

/// <summary>The tracking API and its sources on a real Kestrel on a free port.</summary>
internal sealed class TrackingServer : IAsyncDisposable
{
    public const string Key = "test-write-key";
    public const int ShardCount = 8;

    private readonly WebApplication app;

    private TrackingServer(WebApplication app, GatedInbox inbox, IDocuments documents)
    {
        (this.app, Inbox, Documents) = (app, inbox, documents);
        Url = app.Urls.Single();
        Client = new() { BaseAddress = new(Url) };
    }

    public string Url { get; }

    public HttpClient Client { get; }

    public GatedInbox Inbox { get; }

    public IDocuments Documents { get; }

    public SourceRegistry Sources => app.Services.GetRequiredService<SourceRegistry>();

    public RejectLog Rejects => app.Services.GetRequiredService<RejectLog>();

    /// <param name="other">Takes what comes in instead of <see cref="Inbox"/>.</param>
    public static async Task<TrackingServer> Start(Action<WebApplication>? also = null, IDocuments? documents = null, IInbox? other = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var inbox = new GatedInbox();
        var kept = documents ?? new MemoryDocuments();
        builder.Services.AddSingleton(other ?? inbox).AddSingleton(kept).AddSingleton(TimeProvider.System).AddSingleton(new SuppressedIdentities(kept, new(new byte[32])));
        builder.Services.AddStorageHealth(0).AddSources(Key).AddTracking(_ => ShardCount);
        var app = builder.Build();
        app.MapTracking();
        also?.Invoke(app);
        await app.StartAsync();
        return new(app, inbox, kept);
    }

    /// <summary>A call with the key in the header.</summary>
    public Task<Answer> Post(string path, string json, Action<HttpRequestMessage>? change = null) => Post(path, Encoding.UTF8.GetBytes(json), change);

    public async Task<Answer> Post(string path, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = Basic(Key + ":");
        change?.Invoke(request);
        using var response = await Client.SendAsync(request);
        return await Answer.Of(response);
    }

    public async Task<Answer> Get(string path)
    {
        using var response = await Client.GetAsync(path);
        return await Answer.Of(response);
    }

    public static AuthenticationHeaderValue Basic(string credentials) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
