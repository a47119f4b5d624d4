namespace Tandem.Browser;

/// <summary>One server with a shop in it and one browser, shared by all tests: none of them changes what another looks at.</summary>
public sealed class Stage : IAsyncLifetime
{
    private IPlaywright playwright = null!;
    private ServerProcess server = null!;
    private DirectoryInfo data = null!;
    private string session = null!;

    public IBrowser Browser { get; private set; } = null!;

    public Api Api { get; private set; } = null!;

    public Uri Url => server.Url;

    public async Task InitializeAsync()
    {
        // A machine that does much beside is slow, not wrong.
        SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Places.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        data = Directory.CreateTempSubdirectory("tandem-browser-");
        server = await ServerProcess.Start(Places.ServerDll, data.FullName);
        Api = new(server.Url);
        await Shop.Open(Api);
        session = await SignIn();
    }

    /// <summary>A browser window that is signed in.</summary>
    public Task<IBrowserContext> Window(ColorScheme scheme = ColorScheme.Light) => Open(scheme, session);

    /// <summary>A browser window that nobody is signed in to.</summary>
    public Task<IBrowserContext> StrangersWindow() => Open(ColorScheme.Light, null);

    /// <summary>A link that signs in, once.</summary>
    public async Task<string> LoginLink() => (string)(await Api.Post("login-links"))["url"]!;

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Browser.DisposeAsync();
        playwright.Dispose();
        server.Dispose();
        data.Delete(recursive: true);
    }

    private Task<IBrowserContext> Open(ColorScheme scheme, string? state) => Browser.NewContextAsync(new()
    {
        BaseURL = Url.ToString(),
        ColorScheme = scheme,
        Locale = "en-GB",
        ReducedMotion = ReducedMotion.Reduce,
        StorageState = state,
        TimezoneId = "Europe/Vienna",
        ViewportSize = new() { Width = 1280, Height = 900 },
    });

    private async Task<string> SignIn()
    {
        await using var window = await Open(ColorScheme.Light, null);
        var page = await window.NewPageAsync();
        await page.GotoAsync(await LoginLink());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        return await window.StorageStateAsync();
    }
}
