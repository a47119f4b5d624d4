using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Browser;

[Collection(SourceStageCollection.Name)]
public sealed class SourceTests(Stage stage) : PageTest(stage)
{
    private string key = "", source = "";

    // What is still wrong with a mended item.
    protected override string[] Expected => ["422"];

    private ILocator Newest => Region("The newest interactions");

    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    [Fact]
    public async Task A_source_shows_what_comes_in_what_was_rejected_and_how_to_connect()
    {
        await Open("/stack", "Sources");
        await Page.GetByRole(AriaRole.Table, new() { Name = "Sources" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(Figure("Rejected and open")).ToContainTextAsync("1");

        await Expect(Newest).ToContainTextAsync("Experiment Viewed");
        await Stage.Api.Send(new JsonObject { ["type"] = "track", ["userId"] = "ada", ["event"] = "Seen Live" });
        await Row("Seen Live").ClickAsync();
        await Expect(Dialog).ToContainTextAsync("\"event\": \"Seen Live\"");
        await Page.Keyboard.PressAsync("Escape");

        await Tab("Rejected").ClickAsync();
        await Page.GetByRole(AriaRole.Table, new() { Name = "Rejected items" }).Locator("[data-row='0']").ClickAsync();
        await Expect(Dialog).ToContainTextAsync("Nobody did this");
        await Page.Keyboard.PressAsync("Escape");

        await Tab("Connect").ClickAsync();
        await Expect(Region("Connect")).ToContainTextAsync(ServerProcess.WriteKey);
    }

    [Fact]
    public async Task The_tail_is_filtered_by_its_address_and_pauses()
    {
        await Make("tail");
        await Send("""{"type":"track","event":"Order Placed","userId":"tail-ann"}""", """{"type":"page","name":"Order","userId":"tail-bert"}""", """{"type":"track","event":"Left","userId":"tail-ann"}""");
        await Open($"/stack/sources/{source}?type=track&who=ann", source);
        await Expect(Row("Order Placed")).ToBeVisibleAsync();
        await Expect(Row("Left")).ToBeVisibleAsync();
        await Expect(Newest.GetByText("tail-bert")).ToHaveCountAsync(0);

        await Page.GetByLabel("Event or page").FillAsync("order");
        await Expect(Row("Left")).ToHaveCountAsync(0);
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("event=order"));
        await Send("""{"type":"track","event":"Order Again","userId":"tail-ann"}""", """{"type":"track","event":"Left Again","userId":"tail-ann"}""");
        await Expect(Row("Order Again")).ToBeVisibleAsync();
        await Expect(Newest).ToContainTextAsync("Applied");
        await Expect(Row("Left Again")).ToHaveCountAsync(0);
        await Picture("tail", ColorScheme.Dark, Row("Order Again"));
        await Picture("tail", ColorScheme.Light, Row("Order Again"));

        await Button("Pause").ClickAsync();
        await Send("""{"type":"track","event":"Order Later","userId":"tail-ann"}""");
        await Expect(Newest).ToContainTextAsync("1 item came meanwhile");
        await Expect(Row("Order Later")).ToHaveCountAsync(0);
        await Button("Go on").ClickAsync();
        await Expect(Row("Order Later")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Combobox, new() { Name = "What became of it" }).ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = "Duplicate" }).ClickAsync();
        await Expect(Newest).ToContainTextAsync("Nothing that came passes these filters");
        await Button("Show everything").ClickAsync();
        await Expect(Newest).ToContainTextAsync("tail-bert");
    }

    [Fact]
    public async Task An_item_tells_its_way_and_what_it_changed_and_is_walked_by_keys()
    {
        await Make("way");
        await Send("""{"type":"identify","userId":"way-ann","traits":{"email":"way-ann@example.com","firstName":"Way Ann"},"context":{"consent":{"categoryPreferences":{"email":true}}}}""");
        await Stage.Api.Until("customers?search=way-ann", found => found["items"]!.AsArray().Count == 1);
        var order = """{"type":"track","event":"Order Completed","userId":"way-ann","messageId":"way-1","properties":{"total":40}}""";
        await Send(order);
        await Send(order.Replace("Order Completed", "Order Repeated"));
        await Open($"/stack/sources/{source}", source);
        await Expect(Newest.GetByText("Duplicate")).ToBeVisibleAsync();

        await Row("Order Repeated").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Row("Order Completed")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        var way = Dialog.GetByRole(AriaRole.Region, new() { Name = "Its way through the engine" });
        await Expect(way).ToContainTextAsync("Folded into its customer");
        var changes = Dialog.GetByRole(AriaRole.Region, new() { Name = "What it changed" });
        await Expect(changes).ToContainTextAsync("Entered buyers");
        await Expect(changes).ToContainTextAsync("Started the journey thank-you");
        await Expect(changes.GetByRole(AriaRole.Link, new() { Name = "Message queued: email with the template thanks" })).ToBeVisibleAsync();
        await Picture("way", ColorScheme.Light, Dialog.GetByRole(AriaRole.Button, new() { Name = "Newer", Disabled = false }));
        await Picture("way", ColorScheme.Dark, Dialog.GetByRole(AriaRole.Button, new() { Name = "Newer", Disabled = false }));

        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToHaveCountAsync(0);
        await Row("Order Repeated").ClickAsync();
        await Expect(Dialog).ToContainTextAsync("Dropped as a duplicate");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Open the first one" }).ClickAsync();
        await Expect(changes).ToContainTextAsync("Entered buyers");
        // Found again by its address, and closed by the way back.
        await Page.ReloadAsync();
        await Expect(changes).ToContainTextAsync("Entered buyers");
        await Page.GoBackAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_rejected_item_is_mended_checked_and_sent_again()
    {
        await Make("mend");
        await Stage.Api.SendRaw("/v1/batch", """{"batch":[{"type":"track","event":7,"properties":{"total":3}}],"context":{"app":{"name":"till"}}}""", key);
        await Open($"/stack/sources/{source}?tab=rejected", source);
        await Page.GetByRole(AriaRole.Table, new() { Name = "Rejected items" }).Locator("[data-row='0']").ClickAsync();
        var faults = Dialog.GetByRole(AriaRole.List, new() { Name = "Mistakes" });
        await Expect(faults).ToContainTextAsync("Line 3, column 3: event is a number, not a text.");
        await Expect(faults).ToContainTextAsync("userId");
        await Expect(Dialog.Locator(".cm-lintRange-error").First).ToBeVisibleAsync();
        await Picture("mend", ColorScheme.Light, Dialog.Locator(".cm-lintRange-error").First);
        await Picture("mend", ColorScheme.Dark, Dialog.Locator(".cm-lintRange-error").First);

        await Write("""{ "type": "track", "event": "Mended Here", "properties": { "total": 3 } }""");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(faults.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Write("""{ "type": "track", "event": "Mended Here", "userId": "mend-ann", "properties": { "total": 3 } }""");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(Dialog).ToContainTextAsync("Nothing is wrong any more.");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(Dialog).ToContainTextAsync("Mended and sent again");
        await Dialog.GetByRole(AriaRole.Link, new() { Name = "Follow what came of it" }).ClickAsync();
        await Expect(Dialog).ToContainTextAsync("Folded into its customer");
        await Expect(Dialog).ToContainTextAsync("\"name\": \"till\"");
        await Expect(Figure("Rejected and open")).ToContainTextAsync("0");
        await Stage.Api.Until("customers?search=mend-ann", found => found["items"]!.AsArray().Count == 1);
    }

    [Fact]
    public async Task Rejected_items_with_the_same_fault_are_found_chosen_and_sent_together()
    {
        await Make("many");
        for (var number = 0; number < 3; number++) await Stage.Api.SendRaw("/v1/track", $$"""{"event":"Nobody {{number}}"}""", key);
        await Stage.Api.SendRaw("/v1/track", """{"userId":"many-ann"}""", key);
        await Open($"/stack/sources/{source}?tab=rejected", source);
        var table = Page.GetByRole(AriaRole.Table, new() { Name = "Rejected items" });
        await Expect(table.Locator("[data-row]")).ToHaveCountAsync(4);
        await Page.GetByRole(AriaRole.Combobox, new() { Name = "What is wrong" }).ClickAsync();
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "(3)" }).ClickAsync();
        await Expect(table.Locator("[data-row]")).ToHaveCountAsync(3);
        await Picture("many", ColorScheme.Dark, table.Locator("[data-row='2']"));
        await Picture("many", ColorScheme.Light, table.Locator("[data-row='2']"));
        await Page.GetByLabel("Choose the 3 open items shown").CheckAsync();
        await Button("Send again as they are").ClickAsync();
        await Expect(Page.GetByText("3 items cannot go in as they are")).ToBeVisibleAsync();
    }

    private ILocator Row(string name) => Newest.Locator("[data-row]").Filter(new() { HasText = name });

    /// <summary>Puts another text into the editor.</summary>
    private async Task Write(string text)
    {
        await Dialog.GetByLabel("The item", new() { Exact = true }).ClickAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>A source of the test's own: none that another looks at changes.</summary>
    private async Task Make(string name)
    {
        source = $"{name}-source";
        await Stage.Api.Post("sources", new JsonObject { ["name"] = source });
        key = (string)(await Stage.Api.Get($"sources/{source}"))["writeKey"]!;
    }

    private async Task Send(params string[] calls) => Assert.Equal(200, await Stage.Api.SendRaw("/v1/batch", $$"""{"batch":[{{string.Join(',', calls)}}]}""", key));

    /// <summary>A picture of the page as its address has it, wide and on a phone, with its barriers looked for.</summary>
    private async Task Picture(string name, ColorScheme scheme, ILocator shown)
    {
        await Show(scheme);
        await Page.ReloadAsync();
        await Expect(shown).ToBeVisibleAsync();
        await Page.AddScriptTagAsync(new() { Path = Places.Axe });
        var barriers = await Page.EvaluateAsync<JsonElement>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], iframes: false }).then((result) => result.violations)");
        var serious = string.Join('\n', barriers.EnumerateArray()
            .Where(barrier => barrier.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(barrier => $"{scheme}: {barrier.GetProperty("help")} {barrier.GetProperty("nodes")[0].GetProperty("html")} {barrier.GetProperty("nodes")[0].GetProperty("failureSummary")}"));
        Assert.True(serious == "", serious);
        foreach (var (size, width) in new[] { ("wide", 1280), ("phone", 360) })
        {
            await Page.SetViewportSizeAsync(width, 900);
            await Page.WaitForFunctionAsync($"document.documentElement.scrollWidth <= {width}");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Places.Pictures, "pages", $"source-{name}.{size}.{scheme}.png".ToLowerInvariant()) });
        }
        await Page.SetViewportSizeAsync(1280, 900);
    }
}
