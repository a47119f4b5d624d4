using System.Text.Json;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Server.Tests.Tracking;

namespace Tandem.Server.Tests.Sdk;

/// <summary>@segment/analytics-node, unchanged and pointed at the server.</summary>
public sealed class NodeSdkTests : IAsyncLifetime
{
    private static readonly object[] EachCall =
    [
        new object[] { "identify", new { userId = "user-1", anonymousId = "visitor-1", traits = new { email = "Ann@Example.com", name = "Ann" } } },
        new object[] { "track", new { userId = "user-1", @event = "Order Completed", properties = new { total = 12.5, name = "Wörld 😀" } } },
        new object[] { "page", new { anonymousId = "visitor-1", name = "Home" } },
        new object[] { "screen", new { anonymousId = "visitor-1", name = "Start" } },
        new object[] { "group", new { userId = "user-1", groupId = "acme", traits = new { name = "Acme" } } },
        new object[] { "alias", new { userId = "user-1", previousId = "visitor-0" } },
    ];

    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_call_arrives(bool packed)
    {
        var went = await Run(EachCall, packed);
        Assert.Empty(went.Errors);
        Assert.All(went.Statuses, status => Assert.Equal(200, status));
        var interactions = server.Inbox.Interactions;
        Assert.Equal(
            [InteractionType.Identify, InteractionType.Track, InteractionType.Page, InteractionType.Screen, InteractionType.Group, InteractionType.Alias],
            interactions.Select(interaction => interaction.Type));
        Assert.Equal(["", "Order Completed", "Home", "Start", "acme", ""], interactions.Select(interaction => interaction.Name));
        Assert.Equal(["userId:user-1", "email:ann@example.com", "anonymousId:visitor-1"], interactions[0].Identities.Select(identity => identity.ToString()));
        Assert.Equal(["userId:user-1", "anonymousId:visitor-0"], interactions[5].Identities.Select(identity => identity.ToString()));
        var order = JsonDocument.Parse(interactions[1].Body).RootElement;
        Assert.Equal("Wörld 😀", order.GetProperty("properties").GetProperty("name").GetString());
        Assert.Equal("@segment/analytics-node", order.GetProperty("context").GetProperty("library").GetProperty("name").GetString());
        Assert.All(interactions, interaction =>
        {
            Assert.StartsWith("node-next-", interaction.MessageId);
            Assert.True(interaction.Timestamp <= interaction.ReceivedAt);
            Assert.InRange((interaction.ReceivedAt - interaction.Timestamp).Micros, 0, 60_000_000);
        });
    }

    [Fact]
    public async Task What_was_turned_away_is_sent_again_and_arrives_once()
    {
        server.Inbox.Barred.Enqueue(new OverloadedException("Too much waits.", TimeSpan.FromSeconds(1)));
        server.Inbox.Barred.Enqueue(new StorageFullException("The disk is full."));
        var went = await Run(EachCall[..2]);
        Assert.Equal([429, 503, 200], went.Statuses);
        Assert.Empty(went.Errors);
        Assert.Equal(2, server.Inbox.Arrivals.Count);
    }

    [Fact]
    public async Task A_bad_item_is_kept_to_look_at_and_the_good_ones_arrive()
    {
        var went = await Run([.. EachCall[..2], new object[] { "track", new { userId = "user-1", @event = "No time", timestamp = "soon" } }]);
        Assert.Equal([200], went.Statuses);
        Assert.Equal(2, server.Inbox.Arrivals.Count);
        Assert.Equal("batch[2].timestamp", Assert.Single(server.Rejects.Read("default", null, 10).Rejects).Errors[0].Path);
    }

    private async Task<(List<int> Statuses, List<string> Errors)> Run(object[] calls, bool packed = false)
    {
        var said = await SdkPackages.RunNode(new { host = server.Url, writeKey = TrackingServer.Key, packed, calls });
        return (said.GetProperty("statuses").Deserialize<List<int>>()!, said.GetProperty("errors").Deserialize<List<string>>()!);
    }
}
