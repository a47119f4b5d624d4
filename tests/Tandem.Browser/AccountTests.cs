using System.Text.Json.Nodes;

namespace Tandem.Browser;

/// <summary>A company and its customers.</summary>
public sealed class AccountTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task An_account_shows_what_is_known_of_it_and_leads_to_its_members()
    {
        await Stage.Api.Send(((string[])["account-1", "account-2"]).Select(user => new JsonObject
        {
            ["type"] = "group", ["userId"] = user, ["groupId"] = "acme", ["traits"] = new JsonObject { ["name"] = "Acme", ["employees"] = 30 },
        }));
        await Stage.Api.Send([new JsonObject { ["type"] = "identify", ["userId"] = "account-1", ["traits"] = new JsonObject { ["name"] = "Grace of Acme" } }]);
        await Stage.Api.Until("accounts/acme", account => account["members"]!.AsArray().Count == 2);
        await Open("/accounts/acme", "Acme");
        await Expect(Region("Traits")).ToContainTextAsync("employees");
        Assert.Equal(["trait,value", "name,Acme", "employees,30"], await Kept("Download Traits"));
        var members = Page.GetByRole(AriaRole.Table, new() { Name = "Members" }).GetByRole(AriaRole.Link);
        await Expect(members).ToHaveTextAsync(["Grace of Acme", "account-2"]);
        await LooksRight("account");
        await members.First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Grace of Acme", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_account_that_there_is_not_says_so()
    {
        await Page.GotoAsync("/accounts/nobody-inc");
        await Expect(Page.GetByText("The account nobody-inc is not here")).ToBeVisibleAsync();
        await Expect(Link("All customers")).ToBeVisibleAsync();
    }

    // What is asked for and is not there.
    protected override string[] Expected => ["404"];
}
