using System.Text.Json.Nodes;
using Tandem.Server.Tests.Customers;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Privacy;

/// <summary>All that is kept of one customer, from the real server.</summary>
public sealed class ExportTests : IAsyncLifetime
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
    public async Task It_has_the_customer_with_the_whole_history_over_all_chunks_and_what_was_sent()
    {
        await server.Publish("""
            kind: segment
            metadata: { name: buyers }
            spec: { expression: 'events("Order Completed").sum(e, e.properties.total) > 10.0' }
            ---
            kind: template
            metadata: { name: hello }
            spec: { channel: email, purpose: transactional, subject: "Hello {{customer.traits.name}}", text: "A parcel for {{customer.traits.name}}" }
            ---
            kind: journey
            metadata: { name: welcome }
            spec: { trigger: { event: Order Completed }, steps: [ { send: { channel: email, template: hello } } ] }
            """);
        var merged = await server.Join("ada", "phone-of-ada");
        await server.Identify("""{"userId":"ada","traits":{"email":"Ada@Example.com","name":"Ada"}}""");
        await server.UntilMerged("email:ada@example.com", 1);
        await server.Send("/v1/group", """{"userId":"ada","groupId":"acme","traits":{"plan":"gold"}}""");
        await server.Send("/v1/batch", $$$"""{"batch":[{{{string.Join(',', Enumerable.Range(0, 900).Select(number => $$$"""{"type":"track","userId":"ada","event":"Looked","properties":{"number":{{{number}}}}}"""))}}}]}""");
        await server.Send("/v1/track", """{"userId":"ada","event":"Order Completed","properties":{"total":12.5}}""");
        await server.Send("/v1/track", """{"userId":"ada","properties":{"note":"no event"}}""");
        await server.Send("/v1/track", """{"userId":"bob","properties":{"note":"no event"}}""");
        await server.Until("/api/v1/customers/userId:ada/messages", messages => (string?)messages["items"]!.AsArray().SingleOrDefault()?["status"] == "sent");
        Assert.Equal(200, (await server.Ask(HttpMethod.Put, "/api/v1/suppressions/email/ada@example.com", """{"reason":"asked by phone"}""")).Status);

        var all = await server.Get("/api/v1/customers/email:ada@example.com/export");

        var customer = all["customer"]!;
        Assert.Equal(3, customer["identities"]!.AsArray().Count);
        Assert.Equal("Ada", (string?)customer["traits"]!["name"]);
        Assert.Equal("default", (string?)customer["traitDetails"]![0]!["source"]);
        Assert.Equal("acme", (string?)customer["accounts"]![0]!["groupId"]);
        Assert.Equal("buyers", (string?)customer["segments"]![0]);
        Assert.Equal("welcome", (string?)customer["journeys"]![0]!["journey"]);
        Assert.Equal(merged, (string?)customer["mergedFrom"]![0]!["id"]);
        Assert.Equal(12.5, (double?)Assert.Single(all["figures"]!.AsArray())!["value"]);
        var sent = all["timeline"]!.AsArray().Where(item => (string?)item!["kind"] == "interaction").ToList();
        // Two by which they were joined, the name, the group, and what was done.
        Assert.Equal(2 + 1 + 1 + 900 + 1, sent.Count);
        Assert.Equal(900, sent.Where(item => (string?)item!["title"] == "Looked").Select(item => (int)item!["detail"]!["properties"]!["number"]!).Distinct().Count());
        var message = Assert.Single(all["messages"]!.AsArray())!;
        Assert.Equal("Hello Ada", (string?)message["subject"]);
        Assert.Equal("asked by phone", (string?)Assert.Single(all["suppressions"]!.AsArray())!["reason"]);
        var rejected = Assert.Single(all["rejectedItems"]!.AsArray())!;
        Assert.Contains("ada", (string?)rejected["item"]!["body"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_can_be_exported_who_is_not_there()
    {
        Assert.Equal((404, "unknown_customer"), await Export("userId:nobody"));
        Assert.Equal((400, "bad_customer_key"), await Export("nobody"));
    }

    private async Task<(int Status, string? Error)> Export(string key)
    {
        (int status, JsonNode? body) = await server.Ask(HttpMethod.Get, $"/api/v1/customers/{key}/export");
        return (status, (string?)body?["errors"]?[0]?["code"]);
    }
}
