namespace Tandem.Browser;

public sealed class DarkTests(Stage stage) : PageTest(stage)
{
    protected override ColorScheme Scheme => ColorScheme.Dark;

    [Fact]
    public async Task The_scheme_follows_the_system_until_it_is_chosen()
    {
        var root = Page.Locator("html");
        await Open("/", "Overview");
        await Expect(root).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
        await Page.GetByTitle("Light").ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-mantine-color-scheme", "light");
        await Page.ReloadAsync();
        await Expect(root).ToHaveAttributeAsync("data-mantine-color-scheme", "light");
        await Page.GetByTitle("As the system").ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
    }
}
