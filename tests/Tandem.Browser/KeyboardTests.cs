namespace Tandem.Browser;

public sealed class KeyboardTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task A_customer_is_reached_from_anywhere_without_a_mouse()
    {
        await Open("/", "Overview");
        await Page.Keyboard.PressAsync("Control+k");
        var search = Page.GetByRole(AriaRole.Combobox, new() { Name = "Search pages and customers" });
        await Expect(search).ToBeFocusedAsync();
        await search.PressSequentiallyAsync("ada@");
        await Expect(Page.GetByRole(AriaRole.Option).Filter(new() { HasText = Shop.Ada })).ToHaveAttributeAsync("aria-selected", "true");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = $"Copy E-mail {Shop.Ada}" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_skip_link_comes_first_and_arrows_move_through_a_list()
    {
        await Open("/customers", "Customers");
        await Expect(Page.GetByRole(AriaRole.Row).Nth(2)).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Link("Skip to the page")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#content")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Tab, new() { Name = "Customers" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByLabel("Search customers by identity")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("[data-row='0']")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Page.Locator("[data-row='1']")).ToBeFocusedAsync();
    }
}
