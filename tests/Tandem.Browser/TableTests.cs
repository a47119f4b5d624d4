using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>What every list can do, shown on those of this shop.</summary>
public sealed class TableTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task A_list_is_sorted_by_a_column_and_the_address_keeps_it()
    {
        await Open("/campaigns", "Campaigns");
        var first = Page.Locator("[data-row='0']");
        var head = Page.GetByRole(AriaRole.Columnheader, new() { Name = "Campaign" });
        await head.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(first).ToContainTextAsync("Autumn test");
        await head.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(first).ToContainTextAsync("Spring mail");
        await Expect(Page).ToHaveURLAsync(new Regex("sort=-title"));
        await Page.ReloadAsync();
        await Expect(first).ToContainTextAsync("Spring mail");
        await Page.GoBackAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(first).ToContainTextAsync("Autumn test");
    }

    [Fact]
    public async Task A_filter_is_in_the_address_and_can_be_taken_back()
    {
        await Open("/campaigns?filter=spring", "Campaigns");
        await Expect(Page.Locator("[data-row]")).ToHaveCountAsync(1);
        await Expect(Page.GetByText("1 of 2")).ToBeVisibleAsync();
        await Page.GetByLabel("Filter campaigns").FillAsync("nobody");
        await Expect(Page.GetByText("Nothing here has “nobody”")).ToBeVisibleAsync();
        await Button("Show all").ClickAsync();
        await Expect(Page.Locator("[data-row]")).ToHaveCountAsync(2);
        await Expect(Page).ToHaveURLAsync(new Regex("/campaigns$"));
    }

    [Fact]
    public async Task Columns_are_chosen_for_this_browser()
    {
        await Open("/customers", "Customers");
        var id = Page.GetByRole(AriaRole.Columnheader, new() { Name = "Customer id" });
        await Expect(id).ToHaveCountAsync(0);
        await Button("Choose the columns of customers").ClickAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Customer id" }).CheckAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Segments" }).UncheckAsync();
        await Expect(id).ToBeVisibleAsync();
        await Page.ReloadAsync();
        await Expect(id).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Columnheader, new() { Name = "Segments" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_listed_is_downloaded_with_the_pages_that_were_not_fetched_yet()
    {
        await Open("/customers?search=buyer-1", "Customers");
        await Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "buyer-11" })).ToBeVisibleAsync();
        var lines = await Kept("Download customers", "All rows (CSV)");
        Assert.StartsWith("Customer,Identities,Segments,Interactions,Last seen", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("userId:buyer-11 email:buyer-11@example.com", StringComparison.Ordinal) || line.Contains("email:buyer-11@example.com", StringComparison.Ordinal));

        await Open("/customers?order=id", "Customers");
        await Expect(Page.Locator("[data-row='0']")).ToBeVisibleAsync();
        Assert.True((await Kept("Download customers", "All rows (CSV)")).Length > Shop.Customers);
    }

    [Fact]
    public async Task Everybody_is_listed_page_by_page_in_order_of_id()
    {
        var (ids, after) = (new List<string>(), "");
        do
        {
            var page = await Stage.Api.Get($"customers?order=id&limit=50{after}");
            ids.AddRange(page["items"]!.AsArray().Select(customer => (string)customer!["id"]!));
            after = page["next"] is { } next ? $"&after={next}" : "";
        }
        while (after != "");
        Assert.True(ids.Count >= Shop.Customers);
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Stage.Api.Get("customers?order=name"));
        Assert.Contains("unknown_order", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_list_of_any_length_what_is_in_view_is_kept_as_a_picture()
    {
        await Open("/customers?order=id", "Customers");
        await Expect(Page.Locator("[data-row='0']")).ToBeVisibleAsync();
        await Button("Download customers").ClickAsync();
        var file = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Menuitem, new() { Name = "Rows in view (PNG)" }).ClickAsync());
        var path = Path.Combine(Places.Pictures, "list-customers.png");
        await file.SaveAsAsync(path);
        var picture = await File.ReadAllBytesAsync(path);
        // Width and height stand behind the signature and the name of the first chunk; no taller than twice the window.
        var height = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20));
        Assert.InRange(height, 200, 2 * Page.ViewportSize!.Height);
        Assert.True(picture.Length > 10_000, "The picture is empty.");
    }
}
