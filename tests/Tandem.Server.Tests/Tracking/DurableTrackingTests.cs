using Tandem.Engine.Interactions;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Tests.Tracking;

/// <summary>The tracking API over the embedded store.</summary>
public sealed class DurableTrackingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tandem-tracking-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_answered_with_200_is_in_the_journal_after_a_restart()
    {
        await using (var store = Open())
        await using (var server = await TrackingServer.Start(documents: store.Documents, other: store.Inbox))
        {
            var answer = await server.Post("/v1/batch", """{"batch":[{"type":"track","event":"First","userId":"u","messageId":"m-1"},{"type":"track","event":"Nobody"},{"type":"track","event":"Second","userId":"v"}]}""");
            Assert.Equal((200, 2), (answer.Status, answer.Body.GetProperty("accepted").GetInt32()));
            Assert.Equal(store.Journal.Last.ToString(), answer.Headers["Tandem-Token"]);
        }
        await using (var store = Open())
        await using (var server = await TrackingServer.Start(documents: store.Documents, other: store.Inbox))
        {
            var interactions = store.Journal.Read(default).Select(entry => Interaction.Read(entry.Payload)).ToList();
            Assert.Equal(["First", "Second"], interactions.Select(interaction => interaction.Name).Order());
            Assert.Contains("m-1", interactions.Select(interaction => interaction.MessageId));
            Assert.Equal("batch[1].userId", Assert.Single(server.Rejects.Read("default", null, 10).Rejects).Errors[0].Path);
            Assert.Equal(2, server.Sources.Find("default")!.Traffic.Counts.Accepted);
            Assert.True((await server.Post("/v1/track", """{"event":"Third","userId":"u"}""")).Success);
        }
    }

    [Fact]
    public async Task A_store_that_holds_too_much_answers_429_and_loses_nothing_that_it_took()
    {
        await using var store = Open(new() { ShardCount = TrackingServer.ShardCount, MaxWaiting = 100 });
        await using var server = await TrackingServer.Start(documents: store.Documents, other: store.Inbox);
        var accepted = 0;
        Answer answer;
        while ((answer = await server.Post("/v1/track", """{"event":"E","userId":"u"}""")).Status == 200) accepted++;
        Assert.Equal(429, answer.Status);
        Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1);
        Assert.Equal(accepted, store.Journal.Read(default(Position)).Count());
    }

    private EmbeddedStore Open(EmbeddedOptions? options = null) => EmbeddedStore.Open(folder, TimeProvider.System, options ?? new() { ShardCount = TrackingServer.ShardCount });
}
