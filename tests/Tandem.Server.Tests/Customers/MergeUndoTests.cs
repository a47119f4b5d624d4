using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Server.Tests.Hosting;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Tests.Customers;

/// <summary>A merge undone over HTTP, by the real server.</summary>
public sealed class MergeUndoTests : OwnServerTest
{
    [Fact]
    public async Task Two_customers_go_on_from_there()
    {
        var merged = await Server.Join("ann", "tablet");
        await Server.Identify("""{"anonymousId":"tablet","traits":{"city":"Bremen"}}""");
        Assert.Equal("""[{"kind":"anonymousId","value":"tablet"}]""", (await Server.Get("/api/v1/customers/userId:ann"))["mergedFrom"]![0]!["identities"]!.ToJsonString());
        Assert.Equal((202, null), await Server.Undo("userId:ann", merged));

        var ann = await Server.UntilMerged("userId:ann", 0);
        var other = await Server.Get("/api/v1/customers/anonymousId:tablet");
        Assert.Equal(merged, (string?)other["id"]);
        Assert.Equal("Bremen", (string?)other["traits"]!["city"]);
        Assert.Equal("Aachen", (string?)ann["traits"]!["city"]);
        Assert.Equal((1, 2), ((int)ann["interactions"]!, (int)other["interactions"]!));
        var told = (await Server.Get("/api/v1/customers/userId:ann/timeline"))["items"]![0]!;
        Assert.Equal("A merge was undone: separate from anonymousId tablet", (string?)told["title"]);
        Assert.Equal($$$"""{"id":"{{{merged}}}","anchor":{"kind":"anonymousId","value":"tablet"}}""", told["customer"]!.ToJsonString());
        told = (await Server.Get("/api/v1/customers/userId:ann/timeline"))["items"]!.AsArray().Single(item => (string?)item!["type"] == "merged")!;
        Assert.Equal(merged, (string?)told["customer"]!["id"]);
        told = (await Server.Get($"/api/v1/customers/id:{merged}/timeline"))["items"]!.AsArray().Single(item => (string?)item!["type"] == "separated")!;
        Assert.Equal("A merge was undone: separate from userId ann", (string?)told["title"]);
        Assert.Equal((string?)ann["id"], (string?)told["customer"]!["id"]);
        Assert.Equal((404, "unknown_merge"), await Server.Undo("userId:ann", merged));
    }

    [Fact]
    public async Task A_merge_inside_of_another_comes_after_that()
    {
        await Server.Identify("""{"anonymousId":"tablet"}""");
        await Server.Identify("""{"userId":"ann"}""");
        await Server.Identify("""{"anonymousId":"laptop","traits":{"email":"ann@example.com"}}""");
        await Server.UntilMerged("email:ann@example.com", 0);
        await Server.Identify("""{"anonymousId":"tablet","traits":{"email":"ann@example.com"}}""");
        var inner = (string)(await Server.UntilMerged("email:ann@example.com", 1))["mergedFrom"]![0]!["id"]!;
        await Server.Identify("""{"userId":"ann","traits":{"email":"ann@example.com"}}""");
        await Server.UntilMerged("userId:ann", 2);

        Assert.Equal((409, "later_merge"), await Server.Undo("userId:ann", inner));
        Assert.Equal((404, "unknown_customer"), await Server.Undo("userId:nobody", inner));
        Assert.Equal((400, "bad_customer_key"), await Server.Undo("userId:ann", "no-id"));
    }

    [Fact]
    public async Task While_one_is_under_way_another_of_the_same_customer_waits()
    {
        var merged = await Server.Join("ann", "tablet");
        var ann = (string)(await Server.Get("/api/v1/customers/userId:ann"))["id"]!;
        Server.Dispose();
        // The customer is held for an undo that nobody goes on with, so that it lasts.
        await using (var store = EmbeddedStore.Open(DataFolder, TimeProvider.System, new()))
            await store.Inbox.Accept([new(Id(ann).Home, EntryKind.Separating, new SeparationStart(Id(ann), Id(merged)).ToBytes())]);
        await Start();

        Assert.Equal((409, "undo_running"), await Server.Undo("userId:ann", merged));
        Assert.Single((await Server.Get("/api/v1/customers/userId:ann"))["mergedFrom"]!.AsArray());
    }

    [Fact]
    public async Task One_that_is_given_up_is_told_with_the_reason_and_with_whom()
    {
        var merged = await Server.Join("ann", "tablet");
        var ann = (string)(await Server.Get("/api/v1/customers/userId:ann"))["id"]!;
        Assert.Null((await Server.Get("/api/v1/customers/userId:ann/timeline"))["items"]![0]!["customer"]);
        Server.Dispose();
        await using (var store = EmbeddedStore.Open(DataFolder, TimeProvider.System, new()))
            await store.Inbox.Accept([new(Id(ann).Home, EntryKind.Separated, new SeparationEnd(Id(ann), Id(merged), default, SeparationEnd.HistoryGone).ToBytes())]);
        await Start();

        await Server.Until("/api/v1/customers/userId:ann/timeline", timeline => (string?)timeline["items"]![0]!["type"] == "not-separated");
        var told = (await Server.Get("/api/v1/customers/userId:ann/timeline"))["items"]![0]!;
        Assert.StartsWith("A merge was not undone, with anonymousId tablet: the journal does not go back", (string?)told["title"], StringComparison.Ordinal);
        Assert.Single((await Server.Get("/api/v1/customers/userId:ann"))["mergedFrom"]!.AsArray());
    }

    [Fact]
    public async Task Where_the_journal_begins_after_the_merge_it_cannot_be_undone_any_more()
    {
        var merged = await Server.Join("ann", "tablet");
        for (var i = 0; i < 20; i++) Assert.Equal(200, await Server.Send("/v1/track", $$$"""{"userId":"u{{{i}}}","event":"Visit","properties":{"text":"{{{new string('x', 1_000)}}}"}}"""));
        // Makes a checkpoint of everything.
        await Server.Post("/api/v1/snapshots");
        Server.Dispose();
        // The journal as it is after much more traffic: in several parts.
        await using (var store = EmbeddedStore.Open(DataFolder, TimeProvider.System, new() { PartBytes = 4_000 }))
            Assert.True(SpinWait.SpinUntil(() => Parts() > 2, TimeSpan.FromSeconds(30)));
        await Start("--journal-days", "2", "--clock-start", DateTimeOffset.UtcNow.AddDays(3).ToString("O"));

        await Server.Until("/api/v1/customers/userId:ann/timeline", timeline => timeline["items"]!.AsArray().Any(item => (string?)item!["type"] == "unknown"));
        Assert.Equal((409, "history_gone"), await Server.Undo("userId:ann", merged));
        Assert.Single((await Server.Get("/api/v1/customers/userId:ann"))["mergedFrom"]!.AsArray());
    }

    private int Parts() => Directory.GetFiles(Path.Combine(DataFolder, "journal"), "*.part").Length;

    private static EntityId Id(string text) => EntityId.TryParse(text, out var id) ? id : throw new FormatException(text);
}
