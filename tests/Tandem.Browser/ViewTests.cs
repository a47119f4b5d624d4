using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>Saved views of lists. No other test saves any.</summary>
public sealed class ViewTests(Stage stage) : PageTest(stage)
{
    private const string First = "First buyers", Renamed = "Buyers with ids";

    // A name that is taken.
    protected override string[] Expected => ["409"];

    private ILocator Item(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name });

    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    [Fact]
    public async Task A_list_is_kept_under_a_name_with_its_search_and_columns_and_found_by_everybody()
    {
        await Open("/customers", "Customers");
        await Button("Views").ClickAsync();
        await Expect(Page.GetByText("No view is saved yet")).ToBeVisibleAsync();
        await Expect(Item("Save this view …")).ToBeFocusedAsync();
        Assert.Empty(await Barriers());
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Button("Views")).ToBeFocusedAsync();

        await Search.FillAsync("buyer-1");
        await Button("Choose the columns of customers").ClickAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Customer id" }).CheckAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page).ToHaveURLAsync(new Regex("search=buyer-1"));
        await Button("Views").ClickAsync();
        await Item("Save this view …").ClickAsync();
        await Dialog.GetByLabel("Name").FillAsync(First);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Button($"View {First}")).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(new Regex(@"\?columns=.*&search=buyer-1$"));
        var address = Page.Url;

        // What is not the view is not called so.
        await Search.FillAsync("buyer-2");
        await Expect(Button("Views")).ToBeVisibleAsync();
        await Button("Views").ClickAsync();
        await Item("Save this view …").ClickAsync();
        await Dialog.GetByLabel("Name").FillAsync(First.ToUpperInvariant());
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Dialog).ToContainTextAsync($"There is a view named {First.ToUpperInvariant()} already");
        await Expect(Dialog.GetByLabel("Name")).ToBeFocusedAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        // By keys alone.
        await Button("Views").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Item(First)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item("Save this view …")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(address);
        await Expect(Search).ToHaveValueAsync("buyer-1");

        await Looked();
        await Somebody(address);

        await Button($"View {First}").ClickAsync();
        await Item("Rename this view …").ClickAsync();
        await Dialog.GetByLabel("Name").FillAsync(Renamed);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Rename view" }).ClickAsync();
        await Expect(Button($"View {Renamed}")).ToBeVisibleAsync();

        await Button($"View {Renamed}").ClickAsync();
        await Item("Remove this view …").ClickAsync();
        await Expect(Dialog).ToContainTextAsync("goes for everybody");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(Dialog).ToBeHiddenAsync();
        await Button($"View {Renamed}").ClickAsync();
        await Item("Remove this view …").ClickAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove view" }).ClickAsync();
        await Expect(Button("Views")).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(address);
    }

    [Fact]
    public async Task A_view_is_opened_from_the_palette()
    {
        await Stage.Api.Post("views", new() { ["page"] = "customers", ["name"] = "Named one by one", ["search"] = "order=id" });
        await Open("/", "Overview");
        await Page.Keyboard.PressAsync("Control+k");
        var field = Page.GetByRole(AriaRole.Combobox, new() { Name = "Go to or do" });
        await field.FillAsync("named");
        await Expect(Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Saved view of customers" })).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("Enter");
        await Expect(Button("View Named one by one")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "Everybody" })).ToBeCheckedAsync();
        await Button("View Named one by one").ClickAsync();
        await Item("Remove this view …").ClickAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove view" }).ClickAsync();
        await Expect(Button("Views")).ToBeVisibleAsync();
    }

    private ILocator Search => Page.GetByLabel("Search customers by identity");

    /// <summary>Nothing in the open menu or the dialog keeps anybody out.</summary>
    private async Task Looked()
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Show(scheme);
            await Button($"View {First}").ClickAsync();
            await Expect(Item(First)).ToBeVisibleAsync();
            await Picture("views menu", scheme, "wide");
            Assert.Empty(await Barriers());
            await Item("Rename this view …").ClickAsync();
            await Expect(Dialog.GetByLabel("Name")).ToBeFocusedAsync();
            await Picture("views dialog", scheme, "wide");
            Assert.Empty(await Barriers());
            await Page.Keyboard.PressAsync("Escape");
            await Expect(Dialog).ToBeHiddenAsync();
        }
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Another browser, in which no column was ever chosen, shows the same.</summary>
    private async Task Somebody(string address)
    {
        await using var window = await Stage.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/customers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = First }).ClickAsync();
        await Expect(page).ToHaveURLAsync(address);
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Customer id" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "buyer-11" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"View {First}" })).ToBeVisibleAsync();
    }
}
