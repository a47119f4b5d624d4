using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Server.Tests.Recorded;
using Tandem.Testing;

namespace Tandem.Server.Tests.Backups;

/// <summary>A workspace moves from a folder into PostgreSQL, and whoever asks it sees no difference.</summary>
public sealed class MigrateTests
{
    private static readonly string[] Asked =
    [
        "/api/v1/customers?limit=200", "/api/v1/segments", "/api/v1/segments/buyers/members", "/api/v1/campaigns/spring", "/api/v1/messages?limit=200", "/api/v1/definitions", "/api/v1/views",
    ];

    private const string Sizes = "/api/v1/segments/buyers/sizes";

    [Fact]
    public async Task Customers_segments_campaigns_and_messages_are_what_they_were()
    {
        using var folder = new Folder();
        List<string> before;
        string size;
        using (var server = await ServerProcess.Start(Folder.ServerDll, folder.Path))
        {
            await server.Publish(await File.ReadAllTextAsync(Path.Combine(RecordedFolder.Sources, "story/before.yaml")));
            for (var user = 0; user < 30; user++) await Live(server, user);
            await server.Post("/api/v1/campaigns/spring/launch");
            Assert.Equal(201, (await server.Ask(HttpMethod.Post, "/api/v1/views", """{"page":"customers","name":"Buyers","search":"order=where&where=segment%28%22buyers%22%29"}""")).Status);
            await server.Until("/api/v1/messages?limit=200", messages => messages["items"]!.AsArray().Count > 5 && messages["items"]!.AsArray().All(message => (string)message!["status"]! is "sent" or "withheld"));
            await server.Until("/api/v1/campaigns/spring", IsOver);
            await server.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0);
            before = await Answers(server);
            size = FirstSize(await server.Until(Sizes, sizes => sizes["points"]!.AsArray().Count > 0));
            await server.Stop();
        }
        var database = PostgresServer.Shared.NewDatabase();
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "migrate", "--data", folder.Path, "--postgres", database);
        Assert.True(code == 0, output);
        Assert.Equal(Workspaces.Parts(Workspaces.BackUp(folder.Path)), Workspaces.Parts(await Workspaces.BackUpDatabase(database)));

        using var moved = await ServerProcess.Join(Folder.ServerDll, database);
        foreach (var (expected, actual) in before.Zip(await Answers(moved))) Assert.Equal(expected, actual);
        Assert.Equal(size, FirstSize(await moved.Get(Sizes)));
        Assert.Equal(ServerProcess.WriteKey, (string)(await moved.Get("/api/v1/sources/default"))["writeKey"]!);
        // It goes on from there: a new interaction comes after all that were before, and a duplicate is still one.
        await Live(moved, 3);
        Assert.Equal(200, await moved.Send("/v1/track", """{"userId":"u3","event":"Order Completed","messageId":"new","properties":{"total":5}}"""));
        await moved.Until("/api/v1/customers/userId:u3", customer => (int)customer["interactions"]! == 3);
        Assert.Equal("new", (string)(await moved.Get("/api/v1/customers/userId:u3/timeline"))["items"]!.AsArray().First(item => (string)item!["kind"]! == "interaction")!["detail"]!["messageId"]!);
    }

    /// <summary>Others may be noted at any moment; this one stays.</summary>
    private static string FirstSize(JsonNode sizes) => sizes["points"]![0]!.ToJsonString();

    [Fact]
    public async Task A_folder_that_a_server_has_or_that_is_none_is_refused()
    {
        using var folder = new Folder();
        var database = PostgresServer.Shared.NewDatabase();
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "migrate", "--data", folder.Path, "--postgres", database);
        Assert.Equal(1, code);
        Assert.Contains("no workspace", output, StringComparison.Ordinal);
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "migrate", "--data", folder.Path, "--postgres", database);
        Assert.Equal(1, code);
        Assert.Contains("is in use", output, StringComparison.Ordinal);
    }

    /// <summary>Everybody in an arm with a message has been told of: nothing of the campaign changes any more.</summary>
    private static bool IsOver(JsonNode campaign) => (string)campaign["state"]! == "live"
        && campaign["arms"]!.AsArray().All(arm => (bool)arm!["control"]! || (long)arm["assigned"]! == (long)arm["sent"]! + (long)arm["withheld"]! + (long)arm["failed"]!);

    private static async Task Live(ServerProcess server, int user)
    {
        Assert.Equal(200, await server.Send("/v1/identify", $$$"""{"userId":"u{{{user}}}","messageId":"i{{{user}}}","traits":{"email":"u{{{user}}}@example.com"}}"""));
        Assert.Equal(200, await server.Send("/v1/track", $$$"""{"userId":"u{{{user}}}","messageId":"o{{{user}}}","event":"{{{(user % 3 == 0 ? "Order Completed" : "Product Viewed")}}}","properties":{"total":{{{user}}}}}"""));
    }

    private static async Task<List<string>> Answers(ServerProcess server)
    {
        var answers = new List<string>();
        foreach (var path in Asked) answers.Add($"{path} {Sorted(await server.Get(path))}");
        for (var user = 0; user < 30; user += 3) answers.Add((await server.Get($"/api/v1/customers/userId:u{user}/timeline")).ToJsonString());
        return answers;
    }

    /// <summary>Lists of customers have no promised order.</summary>
    private static string Sorted(JsonNode answer) => answer["items"] is JsonArray items ? string.Join('\n', items.Select(item => item!.ToJsonString()).Order(StringComparer.Ordinal)) : answer.ToJsonString();
}
