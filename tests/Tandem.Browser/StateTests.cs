using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>What a page shows that may not see what it is about, or cannot get it.</summary>
public sealed class StateTests(Stage stage) : PageTest(stage)
{
    // The frame of every page.
    private static readonly string[] Frame = ["/api/v1/overview", "/api/v1/workspace", "/api/v1/live"];

    protected override string[] Expected => ["403", "503"];

    [Theory]
    [InlineData("/", "What waits")]
    [InlineData("/customers", "Customers")]
    [InlineData("/customers?order=where&where=true", "Customers found")]
    [InlineData($"/customers/email:{Shop.Ada}", $"email:{Shop.Ada}")]
    [InlineData("/customers/erasures", "Erasures")]
    [InlineData("/audiences", "Segments")]
    [InlineData("/audiences/buyers", "buyers")]
    [InlineData("/journeys", "Journeys")]
    [InlineData("/journeys/thank-you", "thank-you")]
    [InlineData("/campaigns", "Campaigns")]
    [InlineData("/campaigns/autumn-test", "autumn-test")]
    [InlineData("/content", "Templates")]
    [InlineData("/content/templates/thanks", "thanks")]
    [InlineData("/content/messages", "Messages")]
    [InlineData("/content/suppressions", "Suppressed addresses")]
    [InlineData("/stack", "Sources")]
    [InlineData("/stack/sources/default", "default")]
    [InlineData("/settings/identities", "Identity rules")]
    public async Task What_cannot_be_shown_says_why_and_what_to_do(string path, string what)
    {
        var status = 403;
        await Page.RouteAsync(
            address => address.Contains("/api/v1/", StringComparison.Ordinal) && !Frame.Contains(new Uri(address).AbsolutePath),
            call => call.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = """{"errors":[{"code":"refused","message":"Ask who decides it."}]}""" }));
        var alert = Page.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = new(Regex.Escape(what), RegexOptions.IgnoreCase) }).First;
        await Page.GotoAsync(path);
        await Expect(alert).ToContainTextAsync("You have no permission to see this");
        await Expect(alert).ToContainTextAsync("Ask who decides it.");
        await Expect(alert.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        status = 503;
        await Page.ReloadAsync();
        await Expect(alert).ToContainTextAsync("could not be loaded");
        await Page.UnrouteAllAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(alert).ToHaveCountAsync(0);
    }
}
