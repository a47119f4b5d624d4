namespace Tandem.Browser;

public sealed class CustomerTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task A_customer_is_found_by_the_beginning_of_an_identity_and_opened()
    {
        await Open("/customers", "Customers");
        await Page.GetByLabel("Search customers by identity").FillAsync("ada@");
        var row = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Shop.Ada });
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/customers/id"));
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = $"Copy E-mail {Shop.Ada}" })).ToBeVisibleAsync();
        await Expect(Region("Traits")).ToContainTextAsync("Ada");
        await Expect(Region("Segments")).ToContainTextAsync("buyers");
        await Expect(Region("Consents")).ToContainTextAsync("granted");
    }

    [Fact]
    public async Task The_timeline_shows_what_happened_and_the_raw_call_behind_it()
    {
        await Page.GotoAsync($"/customers/email:{Shop.Ada}");
        var order = Page.GetByRole(AriaRole.Button).Filter(new() { HasText = "Order Completed" });
        await Expect(order).ToHaveCountAsync(2);
        await order.First.ClickAsync();
        var drawer = Page.GetByRole(AriaRole.Dialog);
        await Expect(drawer).ToContainTextAsync("\"total\": 30.5");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();

        await Tab("Messages").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Messages" })).ToContainTextAsync("Thank you, Ada");
    }

    [Fact]
    public async Task The_timeline_can_be_narrowed_to_one_kind()
    {
        await Page.GotoAsync($"/customers/email:{Shop.Ada}");
        await Expect(Page.Locator("li[data-kind=interaction]").First).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Group, new() { Name = "Show only" }).GetByText("Segments").ClickAsync();
        await Expect(Page.Locator("li[data-kind=interaction]")).ToHaveCountAsync(0);
        await Expect(Page.Locator("li[data-kind=segment]").Filter(new() { HasText = "buyers" })).ToBeVisibleAsync();
    }
}
