using System.Text;
using Tandem.Server.Tests.Customers;
using Tandem.Server.Tests.Hosting;

namespace Tandem.Server.Tests.Privacy;

/// <summary>A customer erased over HTTP, by the real server.</summary>
public sealed class EraseTests : OwnServerTest
{
    [Fact]
    public async Task No_file_has_anything_of_them_and_others_are_as_they_were()
    {
        await Ada.Arrive(Server);
        await Server.Post("/api/v1/snapshots");
        // States in rows, and those that follow in chunks.
        await Server.Send("/v1/track", """{"userId":"ada-4711","event":"Looked","properties":{"at":"sonnets"}}""");
        var (bob, history) = (await Server.Get("/api/v1/customers/userId:bob"), await Server.Get("/api/v1/customers/userId:bob/timeline"));
        Assert.NotEmpty(Found());

        var id = await Ada.Erase(Server, "email:lovelace@example.com", """{"reason":"asked by letter"}""");
        var certificate = await Server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Empty(Found());
        Assert.Equal(404, (await Server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ada-4711")).Status);
        Assert.Equal(bob.ToJsonString(), (await Server.Get("/api/v1/customers/userId:bob")).ToJsonString());
        Assert.Equal(history.ToJsonString(), (await Server.Get("/api/v1/customers/userId:bob/timeline")).ToJsonString());
        Assert.Equal(1, (int)(await Server.Get("/api/v1/segments/buyers"))["customers"]!);
        Assert.Single((await Server.Get("/api/v1/accounts/acme"))["members"]!.AsArray());
        Assert.Equal(2, (await Server.Get("/api/v1/messages"))["items"]!.AsArray().Count);
        var steps = certificate["steps"]!.AsArray().ToDictionary(step => (string)step!["name"]!, step => (int)step!["count"]!);
        Assert.Equal((1, 1, 1, 1), (steps["messages"], steps["snapshots"], steps["rejectedItems"], steps["suppressionList"]));
        Assert.Equal(2, steps["views"]);
        Assert.Equal("Bob", (string)Assert.Single((await Server.Get("/api/v1/views"))["items"]!.AsArray())!["name"]!);
        Assert.True(steps["journal"] > 10);
        Assert.Equal(4, certificate["identities"]!.AsArray().Count);
        Assert.Contains("asked by letter", await Ada.Certificate(Server, id), StringComparison.Ordinal);

        // A start finds everything as it should be, and who comes again is somebody new.
        await Server.Stop();
        Assert.Empty(Found());
        Server.Dispose();
        await Start();
        Assert.Equal(bob.ToJsonString(), (await Server.Get("/api/v1/customers/userId:bob")).ToJsonString());
        await Server.Identify("""{"userId":"ada-4711"}""");
        Assert.Equal(1, (int)(await Server.Get("/api/v1/customers/userId:ada-4711"))["interactions"]!);
    }

    [Fact]
    public async Task A_kill_at_any_moment_forgets_nothing()
    {
        await Ada.Arrive(Server);
        await Server.Post("/api/v1/snapshots");
        var id = await Ada.Erase(Server, "userId:ada-4711", """{"suppress":true}""");
        for (var kills = 0; kills < 6; kills++)
        {
            Server.Kill();
            Server.Dispose();
            await Start();
        }
        await Server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Empty(Found());
        Assert.Equal("bob", (string?)(await Server.Get("/api/v1/customers/userId:bob"))["anchor"]!["value"]);
    }

    [Fact]
    public async Task Who_is_kept_out_does_not_come_again_until_that_is_lifted()
    {
        await Ada.Arrive(Server);
        var id = await Ada.Erase(Server, "userId:ada-4711", """{"suppress":true}""");
        await Server.Until($"/api/v1/erasures/{id}", erasure => (string?)erasure["state"] == "done");

        Assert.Equal(200, await Server.Send("/v1/identify", """{"userId":"somebody","traits":{"email":"Lovelace@Example.com"}}"""));
        Assert.Equal(200, await Server.Send("/v1/batch", """{"batch":[{"type":"track","userId":"carl","event":"A"},{"type":"track","event":"nobody's"},{"type":"track","userId":"ada-4711","event":"B"}]}"""));
        Assert.Equal(404, (await Server.Ask(HttpMethod.Get, "/api/v1/customers/userId:somebody")).Status);
        Assert.Equal(404, (await Server.Ask(HttpMethod.Get, "/api/v1/customers/userId:ada-4711")).Status);
        Assert.Equal(1, (int)(await Server.Get("/api/v1/customers/userId:carl"))["interactions"]!);
        var list = (await Server.Get("/api/v1/suppressed-identities"))["items"]!.AsArray();
        Assert.Equal(["anonymousId", "email", "phone", "userId"], list.Select(one => (string)one!["kind"]!).Order());
        Assert.DoesNotContain("ada", list.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(204, (await Server.Ask(HttpMethod.Delete, "/api/v1/suppressed-identities/userId:ada-4711")).Status);
        Assert.Equal(404, (await Server.Ask(HttpMethod.Delete, "/api/v1/suppressed-identities/userId:ada-4711")).Status);
        await Server.Identify("""{"userId":"ada-4711"}""");
        Assert.Equal(1, (int)(await Server.Get("/api/v1/customers/userId:ada-4711"))["interactions"]!);
        Assert.Equal(200, (await Server.Ask(HttpMethod.Post, "/api/v1/suppressed-identities", """{"identity":"userId:dora","reason":"asked"}""")).Status);
        await Server.Identify("""{"userId":"dora"}""");
        Assert.Equal(404, (await Server.Ask(HttpMethod.Get, "/api/v1/customers/userId:dora")).Status);
    }

    [Fact]
    public async Task What_cannot_be_done_says_why()
    {
        Assert.Equal((404, "unknown_customer"), await Refused(HttpMethod.Post, "/api/v1/customers/userId:nobody/erase", "{}"));
        Assert.Equal((400, "bad_customer_key"), await Refused(HttpMethod.Post, "/api/v1/customers/nobody/erase", "{}"));
        Assert.Equal((404, "unknown_erasure"), await Refused(HttpMethod.Get, "/api/v1/erasures/none", null));
        Assert.Equal((400, "bad_identity"), await Refused(HttpMethod.Post, "/api/v1/suppressed-identities", """{"identity":"dora"}"""));
        Assert.Empty((await Server.Get("/api/v1/erasures"))["items"]!.AsArray());
    }

    private async Task<(int Status, string? Error)> Refused(HttpMethod method, string path, string? body)
    {
        var (status, answer) = await Server.Ask(method, path, body);
        return (status, (string?)answer?["errors"]?[0]?["code"]);
    }

    /// <summary>What of hers stands in which file. The journal has no sealed parts here: see RewriteTests.</summary>
    private List<string> Found()
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(DataFolder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found.AddRange(Ada.Hers.Where(text => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0).Select(text => $"{text} in {file}"));
        }
        return found;
    }
}
