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
        await Expect(Figure("Accepted")).ToContainTextAsync((before + 1).ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
    }
}
