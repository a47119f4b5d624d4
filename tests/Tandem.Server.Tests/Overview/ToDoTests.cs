using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Overview;

/// <summary>What a real server says waits for somebody, and by channel.</summary>
public sealed class ToDoTests
{
    private const string Campaign = """
        kind: segment
        metadata: { name: everybody }
        spec: { expression: 'true' }
        ---
        kind: template
        metadata: { name: hello }
        spec: { channel: email, purpose: transactional, subject: Hello, html: '<p>Hello</p>' }
        ---
        kind: campaign
        metadata: { name: spring, title: Spring }
        spec:
          audience: everybody
          arms:
            - { name: mail, send: { channel: email, template: hello } }
            - { name: control, control: true }
          goals:
            - { name: order, event: Order Completed, within: 14d }
        """;

    [Fact]
    public async Task What_waits_is_listed_by_side_until_it_is_done()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        Assert.Empty(await ToDo(server));

        Assert.Equal(200, await server.Send("/v1/batch", """{"batch":[{"type":"identify","userId":"ann","traits":{"plan":"pro"}},{"type":"track"}]}"""));
        await server.Publish(Campaign);
        Assert.Equal(
            [("it", "rejects", "default", 1L), ("it", "source-channel", "default", 1L), ("marketing", "campaign-draft", "spring", 1L)],
            await ToDo(server));

        var (status, _) = await server.Ask(HttpMethod.Patch, "/api/v1/sources/default", """{"channel":"web"}""");
        Assert.Equal(200, status);
        await server.Post("/api/v1/campaigns/spring/launch");
        Assert.Equal([("it", "rejects", "default", 1L)], await ToDo(server));

        var overview = await server.Until("/api/v1/overview", overview => overview["byChannel"]!.AsArray().Any(channel => (string?)channel!["channel"] == "web"));
        Assert.Equal(1, (long)overview["byChannel"]![0]!["accepted"]!);
        Assert.Equal(1, (long)overview["errors"]!["rejected"]!);
    }

    [Fact]
    public async Task A_campaign_that_is_assigned_outside_waits_for_no_launch()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await server.Publish(Campaign);
        Assert.Contains(await ToDo(server), item => item.Kind == "campaign-draft");
        Assert.Equal(200, await server.Send("/v1/track", """{"userId":"ann","event":"Experiment Viewed","properties":{"experiment_name":"spring","variation_name":"mail"}}"""));
        await server.Until("/api/v1/campaigns/spring", campaign => (long)campaign["assigned"]! == 1);
        Assert.DoesNotContain(await ToDo(server), item => item.Kind == "campaign-draft");
    }

    [Fact]
    public async Task Every_shard_of_a_process_that_is_alone_is_its_own()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        Assert.Equal(200, await server.Send("/v1/track", """{"userId":"ann","event":"Walked"}"""));
        var shards = await server.Until("/api/v1/shards", shards => shards["items"]!.AsArray().Sum(shard => (long)shard!["folded"]!) > 0 && shards["items"]!.AsArray().All(shard => (long)shard!["waiting"]! == 0));
        Assert.Equal((int)shards["shards"]!, shards["items"]!.AsArray().Count);
        Assert.All(shards["items"]!.AsArray(), shard => Assert.Equal(0, (double)shard!["lagSeconds"]!));
    }

    private static async Task<IReadOnlyList<(string Side, string Kind, string Name, long Count)>> ToDo(ServerProcess server) =>
        [.. (await server.Get("/api/v1/todo"))["items"]!.AsArray().Select(item => ((string)item!["side"]!, (string)item["kind"]!, (string)item["name"]!, (long)item["count"]!))];
}
