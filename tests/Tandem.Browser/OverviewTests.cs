namespace Tandem.Browser;

public sealed class OverviewTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task The_overview_shows_the_numbers_live()
    {
        await Open("/", "Overview");
        await Expect(Figure("Customers")).ToContainTextAsync($"{(int)(await Stage.Api.Get("overview"))["customers"]!}");
        await Expect(Figure("Accepted")).ToContainTextAsync("1 rejected");
        await Expect(Page.GetByRole(AriaRole.Status).GetByText("Live")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "Interactions a second" })).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Interactions by type")).ToContainTextAsync("track");
        await Expect(Page.GetByLabel("Customers by segment")).ToContainTextAsync($"{Shop.Buyers}");

        var before = (int)(await Stage.Api.Get("overview"))["accepted"]!;
        await Stage.Api.Send(new System.Text.Json.Nodes.JsonObject { ["type"] = "page", ["userId"] = "ada", ["name"] = "Home" });
        await Expect(Figure("Latency")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("\\d m?s"));
        await Expect(Figure("Accepted")).ToContainTextAsync((before + 1).ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_waits_for_whom_stands_by_side_and_goes_when_it_is_done()
    {
        await Stage.Api.Post("sources", new System.Text.Json.Nodes.JsonObject { ["name"] = "kiosk", ["title"] = "The kiosk" });
        await Stage.Api.SendRaw("/v1/track", "{\"userId\":\"kiosk-1\",\"event\":\"Asked\"}", (string)(await Stage.Api.Get("sources/kiosk"))["writeKey"]!);
        await Open("/", "Overview");
        var it = Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for IT" });
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for Marketing" })).ToBeVisibleAsync();
        await it.GetByRole(AriaRole.Link, new() { Name = "Say which channel The kiosk is" }).ClickAsync();

        await Page.GetByLabel("Channel", new() { Exact = true }).SelectOptionAsync("Store");
        await Expect(Page.GetByText("The channel of The kiosk is Store.")).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Expect(Page.GetByLabel("Interactions by channel")).ToContainTextAsync("Store");
        await Expect(it).Not.ToContainTextAsync("The kiosk");
    }

    [Fact]
    public async Task Each_shard_says_how_far_it_is()
    {
        await Open("/", "Overview");
        var shards = await Stage.Api.Get("shards");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Shards" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync((int)shards["shards"]!);
        await Expect(Region("Shards")).ToContainTextAsync("Nothing waits.");
    }
}
