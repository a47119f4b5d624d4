using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tandem.Server.Tests.Delivery;

public sealed class DeliveryEndpointTests
{
    [Fact]
    public async Task A_message_tells_all_about_itself()
    {
        await using var server = await DeliveryServer.Start();
        await server.Node.Queue(server.Node.Effect("journey/win-back/1"));
        var summary = Assert.Single(await server.Settled(1));
        Assert.Equal(
            ["id", "customerId", "address", "channel", "subject", "template", "status", "statusDetail", "at", "origin"], summary.EnumerateObject().Select(field => field.Name));

        var message = await server.Get($"/messages/{summary.GetProperty("id").GetString()}");
        Assert.Equal("For Ann", message.GetProperty("subject").GetString());
        Assert.Equal("Shop <shop@example.com>", message.GetProperty("from").GetString());
        Assert.Equal("2026-11-22T10:00:00Z", message.GetProperty("at").GetString());
        Assert.Equal(["entered lapsing", "gave consent"], message.GetProperty("why").EnumerateArray().Select(why => why.GetString()!));
        Assert.Equal("journey win-back send-1", string.Join(' ', message.GetProperty("origin").EnumerateObject().Select(field => field.Value.GetString())));
        Assert.Equal("Subject: For Ann", string.Join(": ", message.GetProperty("headers")[3].EnumerateObject().Select(field => field.Value.GetString())));
        Assert.False(message.GetProperty("outside").GetBoolean());
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_page_by_page_and_found()
    {
        await using var server = await DeliveryServer.Start();
        var node = server.Node;
        await node.Queue([.. Enumerable.Range(1, 5).Select(i => node.Effect($"m{i}", address: $"a_{i}@example.com")), node.Effect("m6", withheld: "no_consent"), node.Effect("m7", "broken")]);
        await server.Settled(7);

        var seen = new List<string>();
        for (var after = ""; ;)
        {
            var page = await server.Get($"/messages?limit=3{after}");
            seen.AddRange(Ids(page));
            if (page.GetProperty("next").GetString() is not { } next) break;
            after = $"&after={next}";
        }
        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], seen);
        Assert.Equal(["6"], Ids(await server.Get("/messages?status=withheld")));
        Assert.Equal(["7", "6"], Ids(await server.Get("/messages?status=withheld,failed")));
        Assert.Equal(["2"], Ids(await server.Get("/messages?search=a_2")));
        Assert.Equal(["7"], Ids(await server.Get("/messages?search=broken")));
        Assert.Empty(Ids(await server.Get("/messages?search=%25")));
        Assert.Equal(7, Ids(await server.Get("/messages?search=win-back")).Count);
    }

    [Theory]
    [InlineData("/messages?status=lost", HttpStatusCode.BadRequest, "unknown_status")]
    [InlineData("/messages?limit=0", HttpStatusCode.BadRequest, "bad_limit")]
    [InlineData("/messages?after=x", HttpStatusCode.BadRequest, "bad_after")]
    [InlineData("/messages/99", HttpStatusCode.NotFound, "unknown_message")]
    [InlineData("/messages/x", HttpStatusCode.NotFound, "unknown_message")]
    [InlineData("/messages/99/html", HttpStatusCode.NotFound, "unknown_message")]
    [InlineData("/suppressions?limit=9999", HttpStatusCode.BadRequest, "bad_limit")]
    public async Task A_wrong_question_is_told_what_is_wrong(string path, HttpStatusCode status, string code)
    {
        await using var server = await DeliveryServer.Start();
        using var response = await server.Client.GetAsync("/api/v1" + path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await Code(response));
    }

    [Fact]
    public async Task A_mail_is_shown_where_none_of_its_scripts_runs()
    {
        await using var server = await DeliveryServer.Start();
        await server.Node.Queue(server.Node.Effect("a"), server.Node.Effect("b", "plain"));
        await server.Settled(2);
        using var html = await server.Client.GetAsync("/api/v1/messages/1/html");
        Assert.StartsWith("sandbox; default-src 'none'", html.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("text/html", html.Content.Headers.ContentType!.MediaType);
        using var text = await server.Client.GetAsync("/api/v1/messages/2/html");
        Assert.Equal("text/plain", text.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Addresses_are_put_on_the_suppression_list_and_taken_off()
    {
        await using var server = await DeliveryServer.Start();
        foreach (var address in new[] { "bob@example.com", "Ann@Example.com", "ann@example.com" })
        {
            using var put = await server.Client.PutAsJsonAsync($"/api/v1/suppressions/email/{address}", new { reason = "asked on the phone" });
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }
        using var without = await server.Client.PutAsync("/api/v1/suppressions/email/cem@example.com", null);
        Assert.Equal(HttpStatusCode.OK, without.StatusCode);

        var first = await server.Get("/suppressions?limit=2");
        Assert.Equal(["ann@example.com", "bob@example.com"], Addresses(first));
        Assert.Equal("asked on the phone", first.GetProperty("items")[0].GetProperty("reason").GetString());
        Assert.Equal(["cem@example.com"], Addresses(await server.Get($"/suppressions?limit=2&after={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}")));
        Assert.Equal(["bob@example.com"], Addresses(await server.Get("/suppressions?search=BOB")));

        await server.Node.Queue(server.Node.Effect("a", address: "bob@example.com"));
        Assert.Equal("withheld", Assert.Single(await server.Settled(1)).GetProperty("status").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync("/api/v1/suppressions/email/BOB@example.com")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.DeleteAsync("/api/v1/suppressions/email/bob@example.com")).StatusCode);
        await server.Node.Queue(server.Node.Effect("b", address: "bob@example.com"));
        Assert.Equal("sent", (await server.Settled(2))[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("email", "nobody", "bad_address")]
    [InlineData("pigeon", "ann@example.com", "unknown_channel")]
    public async Task What_is_no_address_is_not_put_on_the_list(string channel, string address, string code)
    {
        await using var server = await DeliveryServer.Start();
        using var response = await server.Client.PutAsJsonAsync($"/api/v1/suppressions/{channel}/{address}", new { });
        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, await Code(response)));
    }

    [Fact]
    public async Task The_workspace_sends_nothing_outside_and_says_what_is_missing_for_it()
    {
        await using var server = await DeliveryServer.Start();
        var workspace = await server.Get("/workspace");
        Assert.False(workspace.GetProperty("sendingOutside").GetBoolean());
        Assert.False(workspace.GetProperty("smtp").GetProperty("configured").GetBoolean());
        using var on = await server.Client.PutAsJsonAsync("/api/v1/workspace/sending", new { outside = true });
        Assert.Equal((HttpStatusCode.Conflict, "no_mail_server"), (on.StatusCode, await Code(on)));
        using var empty = await server.Client.PutAsJsonAsync("/api/v1/workspace/sending", new { });
        Assert.Equal((HttpStatusCode.BadRequest, "outside_missing"), (empty.StatusCode, await Code(empty)));
        using var off = await server.Client.PutAsJsonAsync("/api/v1/workspace/sending", new { outside = false });
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
    }

    private static List<string> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static List<string> Addresses(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("address").GetString()!)];

    private static async Task<string?> Code(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("code").GetString();
}
