using System.Text.Json;

namespace Tandem.Browser;

public sealed class AccessibilityTests(Stage stage) : PageTest(stage)
{
    private static readonly string[] Serious = ["serious", "critical"];

    // The first journey that is suggested starts with a segment that this shop does not have.
    protected override string[] Expected => ["422"];

    [Theory]
    [InlineData("/", "Overview")]
    [InlineData("/customers", "Customers")]
    [InlineData($"/customers/email:{Shop.Ada}", null)]
    [InlineData("/customers/identities", "Identity rules")]
    [InlineData("/segments", "Segments")]
    [InlineData("/segments/buyers", "Buyers")]
    [InlineData("/segments/buyers?tab=history", "Buyers")]
    [InlineData("/journeys/thank-you", "Thank you")]
    [InlineData("/campaigns", "Campaigns")]
    [InlineData("/campaigns/autumn-test", "Autumn test")]
    [InlineData("/messages", "Messages")]
    [InlineData("/messages/templates", "Templates")]
    [InlineData("/messages/suppressions", "Suppression list")]
    [InlineData("/sources", "Sources")]
    [InlineData("/new/journey", "New journey")]
    [InlineData("/new/identity", "New identity rule")]
    public async Task No_page_has_a_serious_barrier_in_either_scheme(string path, string? heading)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.GotoAsync(path);
            await Expect(heading is null ? Page.GetByRole(AriaRole.Heading, new() { Level = 1 }) : Heading(heading)).ToBeVisibleAsync();
            await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Page.AddScriptTagAsync(new() { Path = Places.Axe });
            var barriers = await Page.EvaluateAsync<JsonElement>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], iframes: false }).then((result) => result.violations)");
            Assert.Empty(barriers.EnumerateArray()
                .Where(barrier => Serious.Contains(barrier.GetProperty("impact").GetString()))
                .Select(barrier => $"{scheme}: {barrier.GetProperty("help")} {barrier.GetProperty("nodes")[0].GetProperty("html")}"));
        }
    }
}
