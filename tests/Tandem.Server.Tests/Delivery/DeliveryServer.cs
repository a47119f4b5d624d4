using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Effects;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Server.Delivery;
using Tandem.Server.Operations;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The delivery endpoints and the loop on a real Kestrel, over a node's store.</summary>
internal sealed class DeliveryServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private DeliveryServer(DeliveryNode node, WebApplication app)
    {
        (Node, this.app) = (node, app);
        // A link must be followed by hand: what a page answers is the test.
        Client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()) };
    }

    public DeliveryNode Node { get; }

    public HttpClient Client { get; }

    public static async Task<DeliveryServer> Start()
    {
        var node = DeliveryNode.Open();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(node.Store.Inbox).AddSingleton(node.Store.Outbox).AddSingleton(node.Store.Documents).AddSingleton<TimeProvider>(node.Clock)
            .AddSingleton<FindTemplate>((_, name) => node.Templates.GetValueOrDefault(name))
            .AddSingleton(new FindAnchor(_ => null)).AddSingleton<ContactCheck>((effect, _) => node.Changed.GetValueOrDefault(effect.Key));
        builder.Services.AddSingleton(_ => Storage.Sqlite.DeliveryFile.Open(node.Options.Folder)).AddSingleton<IMessageStore, Storage.Sqlite.SqliteMessageStore>()
            .AddSingleton<ISuppressionStore, Storage.Sqlite.SqliteSuppressionStore>();
        builder.Services.AddStorageHealth(0).AddDelivery(node.Options, _ => 1);
        var app = builder.Build();
        app.MapGroup("/api/v1").MapDelivery();
        app.MapUnsubscribe();
        await app.StartAsync();
        return new(node, app);
    }

    public async Task<JsonElement> Get(string path) => await Client.GetFromJsonAsync<JsonElement>("/api/v1" + path);

    /// <summary>The messages once none waits any more.</summary>
    public async Task<IReadOnlyList<JsonElement>> Settled(int count)
    {
        for (var i = 0; i < 200; i++)
        {
            var messages = (await Get("/messages?limit=500")).GetProperty("items").EnumerateArray().ToList();
            if (messages.Count == count && messages.All(message => message.GetProperty("status").GetString() != "queued")) return messages;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{count} messages were not sent in time.");
    }

    public IReadOnlyList<Interaction> Interactions() =>
        [.. Node.Store.Journal.Read(default).Where(entry => entry.Kind == EntryKind.Interaction).Select(entry => Interaction.Read(entry.Payload))];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Node.DisposeAsync();
    }
}
