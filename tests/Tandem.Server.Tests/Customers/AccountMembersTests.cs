using Tandem.Server.Tests.Hosting;

namespace Tandem.Server.Tests.Customers;

/// <summary>Who belongs to an account, asked over HTTP.</summary>
public sealed class AccountMembersTests : OwnServerTest
{
    [Fact]
    public async Task Members_come_page_by_page_in_the_order_in_which_they_joined_and_each_once()
    {
        for (var n = 0; n < 7; n++)
        {
            Assert.Equal(200, await Server.Send("/v1/identify", $$$"""{"userId":"u{{{n}}}","traits":{"name":"Customer {{{n}}}"}}"""));
            Assert.Equal(200, await Server.Send("/v1/group", $$"""{"userId":"u{{n}}","groupId":"acme","timestamp":"2026-01-{{20 - n}}T00:00:00Z"}"""));
        }
        Assert.Equal(200, await Server.Send("/v1/group", """{"anonymousId":"tablet","groupId":"acme","timestamp":"2026-01-01T00:00:00Z"}"""));
        Assert.Equal(["customer tablet", .. Enumerable.Range(0, 7).Select(n => $"Customer {6 - n}")], await Names(3));

        // Who turns out to be one of them stands there once, as that one.
        Assert.Equal(200, await Server.Send("/v1/identify", """{"anonymousId":"tablet","userId":"u6"}"""));
        await Server.Until("/api/v1/customers/anonymousId:tablet", customer => (string?)customer["name"] == "Customer 6");
        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"Customer {6 - n}"), await Names(50));
        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"Customer {6 - n}"), await Names(1));
    }

    [Theory]
    [InlineData("nobody/members", 404, "unknown_account")]
    [InlineData("acme/members?after=x", 400, "bad_cursor")]
    [InlineData("acme/members?after=12", 400, "bad_cursor")]
    [InlineData("acme/members?limit=0", 400, "bad_limit")]
    public async Task A_wrong_question_is_told_so(string question, int status, string code)
    {
        Assert.Equal(200, await Server.Send("/v1/group", """{"userId":"ann","groupId":"acme"}"""));
        var answer = await Server.Ask(HttpMethod.Get, $"/api/v1/accounts/{question}");
        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["errors"]![0]!["code"]));
    }

    private async Task<List<string>> Names(int limit)
    {
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = await Server.Get($"/api/v1/accounts/acme/members?limit={limit}&after={after}");
            names.AddRange(page["items"]!.AsArray().Select(member => (string?)member!["customer"]!["name"] ?? "customer " + (string)member["customer"]!["identities"]![0]!["value"]!));
            Assert.InRange(page["items"]!.AsArray().Count, 0, limit);
            after = (string?)page["next"];
        }
        while (after is not null);
        return names;
    }
}
