using System.Text;
using System.Text.Json.Nodes;
using Tandem.Server.Tests.Customers;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Privacy;

/// <summary>A customer erased over HTTP, by the real server.</summary>
public sealed class EraseTests : IAsyncLifetime
{
    /// <summary>All by which Ada could be known; nobody else has any of it.</summary>
    private static readonly string[] Hers = ["ada-4711", "lovelace@example.com", "+4930987654", "phone-of-ada", "Lovelace", "Marylebone", "sonnets"];

    private readonly Folder folder = new();
    private ServerProcess server = null!;

    public Task InitializeAsync() => Start();

    public Task DisposeAsync()
    {
        server.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task No_file_has_anything_of_them_and_others_are_as_they_were()
    {
        await People();
        await server.Post("/api/v1/snapshots");
        // States in rows, and those that follow in chunks.
        await server.Send("/v1/track", """{"userId":"ada-4711","event":"Looked","properties":{"at":"sonnets"}}""");
        var (bob, history) = (await server.Get("/api/v1/customers/userId:bob"), await server.Get("/api/v1/customers/userId:bob/timeline"));
        Assert.NotEmpty(Found());

        var id = await Erase("email:lovelace@example.com", """{"reason":"asked by letter"}""");
        var certificate = await server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Empty(Found());
        Assert.Equal(404, (await server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ada-4711")).Status);
        Assert.Equal(bob.ToJsonString(), (await server.Get("/api/v1/customers/userId:bob")).ToJsonString());
        Assert.Equal(history.ToJsonString(), (await server.Get("/api/v1/customers/userId:bob/timeline")).ToJsonString());
        Assert.Equal(1, (int)(await server.Get("/api/v1/segments/buyers"))["customers"]!);
        Assert.Single((await server.Get("/api/v1/accounts/acme"))["members"]!.AsArray());
        Assert.Equal(2, (await server.Get("/api/v1/messages"))["items"]!.AsArray().Count);
        var steps = certificate["steps"]!.AsArray().ToDictionary(step => (string)step!["name"]!, step => (int)step!["count"]!);
        Assert.Equal((1, 1, 1, 1), (steps["messages"], steps["snapshots"], steps["rejectedItems"], steps["suppressionList"]));
        Assert.True(steps["journal"] > 10);
        Assert.Equal(4, certificate["identities"]!.AsArray().Count);
        Assert.Contains("asked by letter", (await Text($"/api/v1/erasures/{id}/text")), StringComparison.Ordinal);

        // A start finds everything as it should be, and who comes again is somebody new.
        await server.Stop();
        Assert.Empty(Found());
        server.Dispose();
        await Start();
        Assert.Equal(bob.ToJsonString(), (await server.Get("/api/v1/customers/userId:bob")).ToJsonString());
        await server.Identify("""{"userId":"ada-4711"}""");
        Assert.Equal(1, (int)(await server.Get("/api/v1/customers/userId:ada-4711"))["interactions"]!);
    }

    [Fact]
    public async Task A_kill_at_any_moment_forgets_nothing()
    {
        await People();
        await server.Post("/api/v1/snapshots");
        var id = await Erase("userId:ada-4711", """{"suppress":true}""");
        for (var kills = 0; kills < 6; kills++)
        {
            server.Kill();
            server.Dispose();
            await Start();
        }
        await server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Empty(Found());
        Assert.Equal("bob", (string?)(await server.Get("/api/v1/customers/userId:bob"))["anchor"]!["value"]);
    }

    [Fact]
    public async Task Who_is_kept_out_does_not_come_again_until_that_is_lifted()
    {
        await People();
        var id = await Erase("userId:ada-4711", """{"suppress":true}""");
        await server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Equal(200, await server.Send("/v1/identify", """{"userId":"somebody","traits":{"email":"Lovelace@Example.com"}}"""));
        Assert.Equal(200, await server.Send("/v1/batch", """{"batch":[{"type":"track","userId":"carl","event":"A"},{"type":"track","event":"nobody's"},{"type":"track","userId":"ada-4711","event":"B"}]}"""));
        Assert.Equal(404, (await server.Ask(HttpMethod.Get, "/api/v1/customers/userId:somebody")).Status);
        Assert.Equal(404, (await server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ada-4711")).Status);
        Assert.Equal(1, (int)(await server.Get("/api/v1/customers/userId:carl"))["interactions"]!);
        var list = (await server.Get("/api/v1/suppressed-identities"))["items"]!.AsArray();
        Assert.Equal(["anonymousId", "email", "phone", "userId"], list.Select(one => (string)one!["kind"]!).Order());
        Assert.DoesNotContain("ada", list.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(204, (await server.Ask(HttpMethod.Delete, "/api/v1/suppressed-identities/userId:ada-4711")).Status);
        Assert.Equal(404, (await server.Ask(HttpMethod.Delete, "/api/v1/suppressed-identities/userId:ada-4711")).Status);
        await server.Identify("""{"userId":"ada-4711"}""");
        Assert.Equal(1, (int)(await server.Get("/api/v1/customers/userId:ada-4711"))["interactions"]!);
        Assert.Equal(200, (await server.Ask(HttpMethod.Post, "/api/v1/suppressed-identities", """{"identity":"userId:dora","reason":"asked"}""")).Status);
        await server.Identify("""{"userId":"dora"}""");
        Assert.Equal(404, (await server.Ask(HttpMethod.Get, "/api/v1/customers/userId:dora")).Status);
    }

    [Fact]
    public async Task What_cannot_be_done_says_why()
    {
        Assert.Equal((404, "unknown_customer"), await Refused(HttpMethod.Post, "/api/v1/customers/userId:nobody/erase", "{}"));
        Assert.Equal((400, "bad_customer_key"), await Refused(HttpMethod.Post, "/api/v1/customers/nobody/erase", "{}"));
        Assert.Equal((404, "unknown_erasure"), await Refused(HttpMethod.Get, "/api/v1/erasures/none", null));
        Assert.Equal((400, "bad_identity"), await Refused(HttpMethod.Post, "/api/v1/suppressed-identities", """{"identity":"dora"}"""));
        Assert.Empty((await server.Get("/api/v1/erasures"))["items"]!.AsArray());
    }

    private async Task Start() => server = await ServerProcess.Start(Folder.ServerDll, folder.Path);

    private async Task<string> Erase(string key, string body)
    {
        var (status, erasure) = await server.Ask(HttpMethod.Post, $"/api/v1/customers/{key}/erase", body);
        Assert.Equal((202, "running"), (status, (string?)erasure!["state"]));
        return (string)erasure["id"]!;
    }

    private async Task<(int Status, string? Error)> Refused(HttpMethod method, string path, string? body)
    {
        var (status, answer) = await server.Ask(method, path, body);
        return (status, (string?)answer?["errors"]?[0]?["code"]);
    }

    private async Task<string> Text(string path)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Token);
        return await client.GetStringAsync(path);
    }

    /// <summary>What of hers stands in which file. The journal has no sealed parts here: see RewriteTests.</summary>
    private List<string> Found()
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found.AddRange(Hers.Where(text => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0).Select(text => $"{text} in {file}"));
        }
        return found;
    }

    /// <summary>Ada with all that there can be of her, and Bob with the same.</summary>
    private async Task People()
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
        await server.Until("/api/v1/customers/userId:bob", (JsonNode bob) => (int)bob["interactions"]! == 453);
    }
}
