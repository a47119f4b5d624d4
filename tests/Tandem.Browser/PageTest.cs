using System.Collections.Concurrent;
using System.Text.Json;

namespace Tandem.Browser;

/// <summary>A test in a window of its own. It fails when the browser reports an error; its last picture is kept in <c>artifacts/browser</c>.</summary>
[Collection(StageCollection.Name)]
public abstract class PageTest(Stage stage) : IAsyncLifetime
{
    private static readonly string[] Serious = ["serious", "critical"];

    private readonly ConcurrentQueue<string> errors = new();
    private IBrowserContext window = null!;

    protected Stage Stage => stage;

    protected IPage Page { get; private set; } = null!;

    protected virtual ColorScheme Scheme => ColorScheme.Light;

    /// <summary>Errors that a test brings about on purpose: a part of their text.</summary>
    protected virtual string[] Expected => [];

    protected virtual Task<IBrowserContext> OpenWindow() => stage.Window(Scheme);

    public async Task InitializeAsync()
    {
        window = await OpenWindow();
        Page = await window.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Note($"{message.Text} {message.Location}");
        };
        Page.PageError += (_, error) => Note(error);
    }

    public async Task DisposeAsync()
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Places.Pictures, $"{GetType().Name}.png") });
        await window.DisposeAsync();
        Assert.True(errors.IsEmpty, string.Join('\n', errors));
    }

    /// <summary>Opens a page and waits until its heading is there.</summary>
    protected async Task Open(string path, string heading)
    {
        await Page.GotoAsync(path);
        await Expect(Heading(heading)).ToBeVisibleAsync();
    }

    protected ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true, Level = 1 });

    protected ILocator Region(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name });

    /// <summary>One of the page's key figures: its number and note.</summary>
    protected ILocator Figure(string label) =>
        Page.Locator("dl[aria-label='Key figures'] > div").Filter(new() { Has = Page.Locator("dt", new() { HasTextString = label }) });

    protected ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    protected ILocator Tab(string name) => Page.GetByRole(AriaRole.Tab, new() { Name = name });

    /// <summary>The page as it is now: no serious barrier in either scheme, nothing wider than a phone; and pictures of it.</summary>
    protected async Task LooksRight(string name)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Show(scheme);
            await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Picture(name, scheme, "wide");
            var barriers = await Barriers();
            Assert.True(barriers.Count == 0, $"{scheme}: {string.Join('\n', barriers)}");
        }

        await Page.SetViewportSizeAsync(360, 780);
        // The page is laid out anew some frames after the window has changed.
        await Page.WaitForFunctionAsync("document.documentElement.scrollWidth <= 360");
        await Picture(name, ColorScheme.Dark, "phone");
        await Page.SetViewportSizeAsync(1280, 900);
    }

    /// <summary>The lines of what a button keeps as CSV.</summary>
    protected async Task<string[]> Kept(string button, string rows = "Rows (CSV)")
    {
        await Button(button).ClickAsync();
        var file = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Menuitem, new() { Name = rows }).ClickAsync());
        return (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Has the page in a scheme, painted.</summary>
    protected async Task Show(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Expect(Page.Locator($"html[data-mantine-color-scheme={(scheme == ColorScheme.Light ? "light" : "dark")}]")).ToHaveCountAsync(1);
        await Page.EvaluateAsync("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))");
    }

    /// <summary>What on the page, as it is now, seriously keeps somebody from using it.</summary>
    protected async Task<IReadOnlyList<string>> Barriers()
    {
        await Page.AddScriptTagAsync(new() { Path = Places.Axe });
        var barriers = await Page.EvaluateAsync<JsonElement>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], iframes: false }).then((result) => result.violations)");
        return [.. barriers.EnumerateArray()
            .Where(barrier => Serious.Contains(barrier.GetProperty("impact").GetString()))
            .Select(barrier => $"{barrier.GetProperty("help")} {barrier.GetProperty("nodes")[0].GetProperty("html")}")];
    }

    /// <summary>Keeps a picture of what is to be seen.</summary>
    protected Task Picture(string name, ColorScheme scheme, string size) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Places.Pictures, "pages", $"{string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'))}.{size}.{scheme}.png".ToLowerInvariant()) });

    private void Note(string text)
    {
        if (!Expected.Any(text.Contains)) errors.Enqueue(text);
    }
}
