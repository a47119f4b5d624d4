using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

/// <summary>The whole way on the real server: an interaction comes in, a customer is known, a message goes out, and can be left.</summary>
public sealed partial class WholeWayTests
{
    private const string Definitions = """
        kind: segment
        metadata: { name: members, title: Members }
        spec:
          expression: customer.traits.member == true
        ---
        kind: template
        metadata: { name: thanks, title: Thanks }
        spec:
          channel: email
          purpose: marketing
          subject: "Thanks, {{customer.traits.firstName}}"
          html: '<p>{{event.properties.total}} well spent. <a href="{{unsubscribe_url}}">Unsubscribe</a></p>'
        ---
        kind: template
        metadata: { name: news, title: News }
        spec:
          channel: email
          purpose: marketing
          subject: News
          html: '<p>News. <a href="{{unsubscribe_url}}">Unsubscribe</a></p>'
        ---
        kind: journey
        metadata: { name: thank, title: Thank }
        spec:
          trigger: { event: Order Completed, where: event.properties.total > 10 }
          reentry: afterExit
          steps:
            - send: { channel: email, template: thanks }
        ---
        kind: campaign
        metadata: { name: spring, title: Spring }
        spec:
          audience: members
          arms:
            - { name: news, send: { channel: email, template: news } }
            - { name: control, control: true }
          goals:
            - { name: order, event: Order Completed, within: 14d, value: total }
        """;

    [Fact]
    public async Task A_purchase_brings_a_mail_that_can_be_left_with_one_click()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await server.Publish(Definitions);
        await Member(server, "ann", consent: true);
        await Order(server, "ann", 12);
        var sent = await Message(server, "sent");
        Assert.Equal("Thanks, Ann", (string)sent["subject"]!);
        Assert.Contains("12 well spent.", (string)sent["html"]!);
        Assert.Contains(sent["why"]!.AsArray(), why => ((string)why!).StartsWith("Order Completed at", StringComparison.Ordinal));

        using var stranger = new HttpClient();
        // The server was told port 0, so that the link holds no port to come back to.
        var link = new Uri(server.Url, new Uri(Link().Match((string)sent["html"]!).Groups[1].Value).PathAndQuery);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await stranger.GetAsync(link)).StatusCode);
        Assert.True((bool)(await server.Get("/api/v1/customers/userId:ann"))["consents"]![0]!["granted"]!);
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await stranger.PostAsync(link, click)).StatusCode);
        Assert.False((bool)(await server.Get("/api/v1/customers/userId:ann"))["consents"]![0]!["granted"]!);

        await Order(server, "ann", 20);
        Assert.Equal("consent_withdrawn", (string)(await Message(server, "withheld"))["statusDetail"]!);
    }

    [Fact]
    public async Task Who_shares_an_address_and_unsubscribes_gets_nothing_more_either()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await server.Publish(Definitions);
        foreach (var user in new[] { "ann", "bob" })
        {
            await Member(server, user, consent: true, email: "family@example.com");
            // A read settles: the address is Ann's before Bob asks for it.
            await server.Get($"/api/v1/customers/userId:{user}");
        }
        await Order(server, "bob", 12);
        var link = new Uri(server.Url, new Uri(Link().Match((string)(await Message(server, "sent"))["html"]!).Groups[1].Value).PathAndQuery);

        using var stranger = new HttpClient();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await stranger.PostAsync(link, null)).StatusCode);
        foreach (var user in new[] { "ann", "bob" }) Assert.False((bool)(await server.Get($"/api/v1/customers/userId:{user}"))["consents"]![0]!["granted"]!);
    }

    [Fact]
    public async Task A_campaign_says_beforehand_who_gets_it_and_measures_what_it_brought()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await server.Publish(Definitions);
        for (var i = 0; i < 60; i++) await Member(server, $"u{i}", consent: i % 3 == 0 ? null : i % 3 == 1);

        var preview = await server.Get("/api/v1/campaigns/spring/preview");
        Assert.Equal(60, (int)preview["audience"]!);
        var excluded = preview["excluded"]!.AsArray().ToDictionary(one => (string)one!["reason"]!, one => (int)one!["count"]!);
        Assert.Equal(["consent_withdrawn", "no_consent"], excluded.Keys.Order());
        Assert.Equal(60, (int)preview["receives"]! + (int)preview["control"]! + excluded.Values.Sum());

        await server.Post("/api/v1/campaigns/spring/launch");
        var campaign = await server.Until("/api/v1/campaigns/spring", answer => (int)answer["assigned"]! == 60 && (string)answer["state"]! == "live" && Arm(answer, "news", "sent") + Arm(answer, "news", "withheld") == Arm(answer, "news", "assigned"));
        Assert.Equal((int)preview["receives"]!, Arm(campaign, "news", "sent"));
        Assert.Equal(excluded.Values.Sum(), Arm(campaign, "news", "withheld"));
        Assert.Equal((int)preview["control"]!, Arm(campaign, "control", "assigned"));

        for (var i = 0; i < 60; i++) await Order(server, $"u{i}", 5);
        campaign = await server.Get("/api/v1/campaigns/spring");
        var result = campaign["arms"]![0]!["results"]![0]!;
        Assert.Equal(Arm(campaign, "news", "assigned"), (int)result["converted"]!);
        Assert.Equal(5, (double)result["valuePerCustomer"]!["value"]!);
        Assert.Equal(0, (double)result["lift"]!["value"]!);
    }

    private static Task Member(ServerProcess server, string userId, bool? consent, string? email = null)
    {
        var call = new JsonObject
        {
            ["userId"] = userId,
            ["traits"] = new JsonObject { ["email"] = email ?? $"{userId}@example.com", ["firstName"] = char.ToUpperInvariant(userId[0]) + userId[1..], ["member"] = true },
        };
        if (consent is { } granted) call["context"] = new JsonObject { ["consent"] = new JsonObject { ["categoryPreferences"] = new JsonObject { ["email"] = granted } } };
        return Accepted(server.Send("/v1/identify", call.ToJsonString()));
    }

    private static Task Order(ServerProcess server, string userId, int total) =>
        Accepted(server.Send("/v1/track", $$$"""{"userId":"{{{userId}}}","event":"Order Completed","properties":{"total":{{{total}}}}}"""));

    private static async Task Accepted(Task<int> status) => Assert.Equal(200, await status);

    private static int Arm(JsonNode campaign, string arm, string what) => (int)campaign["arms"]!.AsArray().Single(one => (string)one!["name"]! == arm)![what]!;

    private static async Task<JsonNode> Message(ServerProcess server, string status)
    {
        var list = await server.Until($"/api/v1/messages?status={status}", answer => answer["items"]!.AsArray().Count > 0);
        return await server.Get($"/api/v1/messages/{list["items"]![0]!["id"]}");
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
