using System.Collections.Concurrent;

namespace Tandem.Browser;

/// <summary>A test in a window of its own. It fails when the browser reports an error; its last picture is kept in <c>artifacts/browser</c>.</summary>
[Collection(StageCollection.Name)]
public abstract class PageTest(Stage stage) : IAsyncLifetime
{
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
            if (message.Type is "error" or "warning") Note(message.Text);
        };
        Page.PageError += (_, error) => Note(error);
    }

    public async Task DisposeAsync()
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Places.Pictures, $"{GetType().Name}.png") });
        await window.DisposeAsync();
        Assert.Empty(errors);
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

    private void Note(string text)
    {
        if (!Expected.Any(text.Contains)) errors.Enqueue(text);
    }
}
