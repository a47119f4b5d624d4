using System.Text.Json.Nodes;
using Tandem.Server.Tests.Customers;
using Tandem.Testing;

namespace Tandem.Server.Tests.Privacy;

/// <summary>A customer who is to be erased, and Bob, who is not.</summary>
internal static class Ada
{
    /// <summary>All by which Ada could be known; nobody else has any of it.</summary>
    public static readonly string[] Hers = ["ada-4711", "lovelace@example.com", "+4930987654", "phone-of-ada", "Lovelace", "Marylebone", "sonnets"];

    /// <returns>The erasure's id.</returns>
    public static async Task<string> Erase(ServerProcess server, string key, string body)
    {
        var (status, erasure) = await server.Ask(HttpMethod.Post, $"/api/v1/customers/{key}/erase", body);
        Assert.Equal((202, "running"), (status, (string?)erasure!["state"]));
        return (string)erasure["id"]!;
    }

    public static async Task<string> Certificate(ServerProcess server, string erasure)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Token);
        return await client.GetStringAsync($"/api/v1/erasures/{erasure}/text");
    }

    /// <summary>Ada with all that there can be of her, and Bob with the same.</summary>
    public static async Task Arrive(ServerProcess server)
    {
        await server.Publish("""
            kind: segment
            metadata: { name: buyers }
            spec: { expression: 'events("Order Completed").count() > 0' }
            ---
            kind: template
            metadata: { name: hello }
            spec: { channel: email, purpose: transactional, subject: "Hello {{customer.traits.name}}", text: "A parcel for {{customer.traits.name}} in {{customer.traits.city}}" }
            ---
            kind: journey
            metadata: { name: welcome }
            spec: { trigger: { event: Order Completed }, steps: [ { send: { channel: email, template: hello } }, { wait: 1d } ] }
            """);
        await server.Identify("""{"anonymousId":"phone-of-ada","traits":{"city":"Marylebone"}}""");
        await server.Identify("""{"userId":"ada-4711","anonymousId":"phone-of-ada","traits":{"email":"Lovelace@example.com","phone":"+49 30 987654","name":"Lovelace","city":"Marylebone"}}""");
        await server.Identify("""{"userId":"bob","traits":{"email":"bob@example.com","name":"Bob","city":"Paris"}}""");
        // Where several processes start, shards find their owners first.
        await server.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0);
        await server.UntilMerged("userId:ada-4711", 1);
        foreach (var who in new[] { "ada-4711", "bob" })
        {
            await server.Send("/v1/group", $$"""{"userId":"{{who}}","groupId":"acme"}""");
            await server.Send("/v1/batch", $$$"""{"batch":[{{{string.Join(',', Enumerable.Range(0, 450).Select(number => $$$"""{"type":"track","userId":"{{{who}}}","event":"Looked","properties":{"number":{{{number}}},"for":"{{{who}}}"}}"""))}}}]}""");
            await server.Send("/v1/track", $$$"""{"userId":"{{{who}}}","event":"Order Completed","properties":{"total":12.5}}""");
        }
        await server.Until("/api/v1/messages?status=sent", messages => messages["items"]!.AsArray().Count == 2);
        await server.Send("/v1/track", """{"userId":"ada-4711","properties":{"note":"Marylebone"}}""");
        await server.Ask(HttpMethod.Put, "/api/v1/suppressions/email/lovelace@example.com", """{"reason":"asked by phone"}""");
        foreach (var (name, search) in new[] { ("Found by an id", "order=id&search=ada-4711"), ("Found by a rule", "order=where&where=customer.traits.email+%3D%3D+%22Lovelace%40example.com%22"), ("Bob", "search=bob@example.com") })
            Assert.Equal(201, (await server.Ask(HttpMethod.Post, "/api/v1/views", $$"""{"page":"customers","name":"{{name}}","search":"{{search}}"}""")).Status);
        await server.Until("/api/v1/customers/userId:bob", (JsonNode bob) => (int)bob["interactions"]! == 453);
    }
}
