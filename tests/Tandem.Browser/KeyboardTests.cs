namespace Tandem.Browser;

public sealed class KeyboardTests(Stage stage) : PageTest(stage)
{
    // The journey that is suggested starts with a segment that this shop does not have.
    protected override string[] Expected => ["422"];

    [Fact]
    public async Task A_customer_is_reached_from_anywhere_without_a_mouse()
    {
        await Open("/", "Overview");
        await Page.Keyboard.PressAsync("Control+k");
        var search = Page.GetByRole(AriaRole.Combobox, new() { Name = "Go to or do" });
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
        await Expect(Page.GetByRole(AriaRole.Term).Filter(new() { HasText = "Customers" })).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("One person as the engine knows them");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Button("Views")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByLabel("Search customers by identity")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Row(0)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_list_of_a_million_is_walked_filtered_and_opened_by_keys()
    {
        await Open("/_/design", "Design");
        await Row(0).FocusAsync();
        foreach (var (key, row) in new[] { ("ArrowDown", 1), ("PageDown", 11), ("ArrowUp", 10), ("End", 999_999), ("ArrowUp", 999_998), ("Home", 0) })
        {
            await Page.Keyboard.PressAsync(key);
            await Expect(Row(row)).ToBeFocusedAsync();
        }
        await Page.Keyboard.PressAsync("7");
        var filter = Page.GetByLabel("Filter a million rows");
        await Expect(filter).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("77777");
        await Expect(filter).ToHaveValueAsync("777777");
        await Expect(Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Row(0)).ToHaveTextAsync("customer-777777");
        await Expect(Row(0)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_palette_goes_to_pages_and_definitions_and_does_things()
    {
        await Open("/customers", "Customers");
        await Palette("supp");
        await Expect(Heading("Suppression list")).ToBeVisibleAsync();
        await Palette("buyers");
        await Expect(Heading("Buyers")).ToBeVisibleAsync();
        await Palette("new jour");
        await Expect(Heading("New journey")).ToBeVisibleAsync();
        await Palette("dark");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
    }

    private async Task Palette(string text)
    {
        await Page.Keyboard.PressAsync("Control+k");
        var field = Page.GetByRole(AriaRole.Combobox, new() { Name = "Go to or do" });
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync(text);
        await Expect(Page.GetByRole(AriaRole.Option).First).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("Enter");
        await Expect(field).ToHaveCountAsync(0);
    }

    private ILocator Row(int index) => Page.Locator($"[data-row='{index}']");
}
