using System.Text.Json.Nodes;

namespace Tandem.Browser;

public sealed class SourceTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task A_source_shows_what_comes_in_what_was_rejected_and_how_to_connect()
    {
        await Open("/stack", "Sources");
        await Page.GetByRole(AriaRole.Table, new() { Name = "Sources" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(Figure("Rejected")).ToContainTextAsync("1");

        var newest = Region("The newest interactions");
        await Expect(newest).ToContainTextAsync("Site Visited");
        await Stage.Api.Send(new JsonObject { ["type"] = "track", ["userId"] = "ada", ["event"] = "Seen Live" });
        await newest.GetByRole(AriaRole.Button).Filter(new() { HasText = "Seen Live" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("\"event\": \"Seen Live\"");
        await Page.Keyboard.PressAsync("Escape");

        await Tab("Rejected").ClickAsync();
        await Page.GetByRole(AriaRole.Table, new() { Name = "Rejected items" }).Locator("[data-row='0']").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Nobody did this");
        await Page.Keyboard.PressAsync("Escape");

        await Tab("Connect").ClickAsync();
        await Expect(Region("Connect")).ToContainTextAsync(ServerProcess.WriteKey);
    }
}
