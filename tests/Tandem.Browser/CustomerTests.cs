using System.Text.Json.Nodes;

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
    public async Task Customers_are_found_by_conditions_that_the_address_keeps()
    {
        await Open("/customers", "Customers");
        await Page.GetByText("By conditions").ClickAsync();
        await Expect(Page.GetByText("Whom are you looking for?")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "The conditions as an expression" }).FillAsync("customer.traits.plan == \"basic\" && events(\"Order Completed\").any()");
        await Expect(Page.GetByRole(AriaRole.Status, new() { Name = "Customers now" })).ToContainTextAsync($"{Shop.Buyers} of");
        var found = Page.GetByRole(AriaRole.Table, new() { Name = "Customers found" }).GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Link) });
        await Expect(found).ToHaveCountAsync(Shop.Buyers);
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("where="));

        // The address is the question: somebody else who opens it sees the same.
        await Page.ReloadAsync();
        await Expect(found).ToHaveCountAsync(Shop.Buyers);
        await Button("Make it a segment").ClickAsync();
        await Expect(Heading("New segment")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Textbox, new() { Name = "The rule as an expression" })).ToContainTextAsync("plan == \"basic\"");
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
        await Expect(Page.Locator("[data-kind=interaction]").First).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Group, new() { Name = "Show only" }).GetByText("Segments").ClickAsync();
        await Expect(Page.Locator("[data-kind=interaction]")).ToHaveCountAsync(0);
        await Expect(Page.Locator("[data-kind=segment]").Filter(new() { HasText = "buyers" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_history_of_ten_thousand_is_scrolled_and_searched_and_only_what_is_in_view_is_drawn()
    {
        const int walks = 10_000, perBatch = 500;
        for (var first = 0; first < walks; first += perBatch)
            await Stage.Api.Send(Enumerable.Range(first, perBatch).Select(number => new JsonObject { ["type"] = "track", ["userId"] = "control-7", ["event"] = number == 17 ? "Fell" : "Walked" }));
        await Stage.Api.Until("customers/userId:control-7", customer => (int)customer["interactions"]! > walks);

        await Page.GotoAsync("/customers/userId:control-7");
        var items = Page.GetByRole(AriaRole.List, new() { Name = "Timeline" }).GetByRole(AriaRole.Listitem);
        await Expect(items.Filter(new() { HasText = "Walked" }).First).ToBeVisibleAsync();
        for (var page = 0; page < 5; page++)
        {
            var height = await Height();
            await Page.Keyboard.PressAsync("End");
            await Page.WaitForFunctionAsync("before => document.documentElement.scrollHeight > before", height);
        }
        Assert.InRange(await items.CountAsync(), 5, 100);

        await Page.GetByLabel("Find in the timeline").FillAsync("fell");
        await Expect(items.Filter(new() { HasText = "Fell" })).ToBeVisibleAsync();
        await Expect(items.Filter(new() { HasText = "Walked" })).ToHaveCountAsync(0);
        await items.Filter(new() { HasText = "Fell" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("\"event\": \"Fell\"");
        await Page.GoBackAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task It_is_said_why_somebody_is_in_a_segment_and_why_another_is_not()
    {
        await Page.GotoAsync($"/customers/email:{Shop.Ada}?tab=segments");
        await Button("Buyers").ClickAsync();
        await Expect(Page.GetByText("Why in", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("holds", new() { Exact = true }).First).ToBeVisibleAsync();
        await Page.GotoAsync("/customers/userId:control-9?tab=segments");
        await Button("Buyers").ClickAsync();
        await Expect(Page.GetByText("Why not", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("does not hold", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    private Task<int> Height() => Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
}
