namespace Tandem.Browser;

public sealed class SignInTests(Stage stage) : PageTest(stage)
{
    protected override string[] Expected => ["401"];

    protected override Task<IBrowserContext> OpenWindow() => Stage.StrangersWindow();

    [Fact]
    public async Task A_stranger_is_asked_for_a_link_or_a_token_and_sees_nothing_else()
    {
        await Open("/customers", "Sign in to Tandem");
        var key = Page.GetByLabel("Link or token");
        await key.FillAsync("not-a-token");
        await key.PressAsync("Enter");
        await Expect(key).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Page.GetByText(Shop.Ada)).ToHaveCountAsync(0);

        await key.FillAsync(ServerProcess.Token);
        await key.PressAsync("Enter");
        await Expect(Heading("Customers")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_that_was_asked_for_is_shown_after_signing_in()
    {
        const string Asked = "/audiences/buyers?tab=history";
        await Open(Asked, "Sign in to Tandem");
        await Page.GetByLabel("Link or token").FillAsync(await Stage.LoginLink());
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Heading("Buyers")).ToBeVisibleAsync();
        Assert.Equal(Asked, new Uri(Page.Url).PathAndQuery);
        await Page.GotoAsync($"{await Stage.LoginLink()}&to=//elsewhere.example");
        await Expect(Heading("Overview")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pasted_link_signs_in()
    {
        await Open("/", "Sign in to Tandem");
        await Page.GetByLabel("Link or token").FillAsync(await Stage.LoginLink());
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Heading("Overview")).ToBeVisibleAsync();
    }
}
