namespace Tandem.Browser;

/// <summary>Every page: no serious barrier, no error in the browser's console, nothing wider than a phone; and a picture of it in both schemes.</summary>
public sealed class AccessibilityTests(Stage stage) : PageTest(stage)
{
    // The first journey that is suggested starts with a segment that this shop does not have.
    protected override string[] Expected => ["422"];

    [Theory]
    [InlineData("/", "Overview")]
    [InlineData("/customers", "Customers")]
    [InlineData("/customers?order=id", "Customers")]
    [InlineData("/customers?order=where", "Customers")]
    [InlineData("/customers?order=where&where=customer.traits.plan%20%3D%3D%20%22basic%22", "Customers")]
    [InlineData($"/customers/email:{Shop.Ada}", null)]
    [InlineData($"/customers/email:{Shop.Ada}?tab=segments&segment=buyers", null)]
    [InlineData($"/customers/email:{Shop.Ada}?tab=messages", null)]
    [InlineData($"/customers/email:{Shop.Ada}?tab=events", null)]
    [InlineData("/customers/erasures", "Erasures")]
    [InlineData("/audiences", "Segments")]
    [InlineData("/audiences?tab=overlap&of=buyers,mailed", "Segments")]
    [InlineData("/audiences/buyers", "Buyers")]
    [InlineData("/audiences/buyers?tab=size", "Buyers")]
    [InlineData("/audiences/buyers?tab=definition", "Buyers")]
    [InlineData("/audiences/buyers?tab=definition&as=yaml", "Buyers")]
    [InlineData("/new/segment", "New segment")]
    [InlineData("/audiences/buyers?tab=history", "Buyers")]
    [InlineData("/journeys", "Journeys")]
    [InlineData("/journeys/thank-you", "Thank you")]
    [InlineData("/campaigns", "Campaigns")]
    [InlineData("/campaigns/autumn-test", "Autumn test")]
    [InlineData("/content", "Templates")]
    [InlineData("/content/templates/thanks", "Thanks")]
    [InlineData("/content/messages", "Messages")]
    [InlineData("/content/suppressions", "Suppression list")]
    [InlineData("/stack", "Sources")]
    [InlineData("/stack?new=source", "Sources")]
    [InlineData("/stack/sources/default", null)]
    [InlineData("/stack/sources/default?tab=rejected", null)]
    [InlineData("/stack/sources/default?type=track&event=Order&outcome=applied", null)]
    [InlineData("/stack/sources/default?tab=connect", null)]
    [InlineData("/settings", "Workspace")]
    [InlineData("/settings/identities", "Identity rules")]
    [InlineData("/new/journey", "New journey")]
    [InlineData("/new/identity", "New identity rule")]
    [InlineData("/_/design", "Design")]
    [InlineData("/nowhere", null)]
    public async Task No_page_has_a_serious_barrier_in_either_scheme(string path, string? heading)
    {
        await Page.GotoAsync(path);
        if (path == "/nowhere") await Expect(Page.GetByText("There is no page at this address")).ToBeVisibleAsync();
        // Behind a dialog the heading is there and hidden from screen readers.
        else await Expect(Page.Locator("h1").Filter(new() { HasText = heading ?? "" })).ToBeVisibleAsync();
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        if (path.Contains("tab=overlap", StringComparison.Ordinal)) await Expect(Page.Locator("svg[role=img]")).ToBeVisibleAsync();
        await LooksRight(path);
    }
}
