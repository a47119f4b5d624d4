using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Tandem.Browser;

public sealed class ShellTests(Stage stage) : PageTest(stage)
{
    private const int Kilobyte = 1024;

    // What a window says that has lost its server.
    protected override string[] Expected => ["net::ERR_"];

    [Theory]
    [InlineData("/segments", "/audiences", "Segments")]
    [InlineData("/segments/buyers?tab=history", "/audiences/buyers?tab=history", "Buyers")]
    [InlineData("/messages?status=sent", "/content/messages?status=sent", "Messages")]
    [InlineData("/messages/templates/thanks", "/content/templates/thanks", "Thanks")]
    [InlineData("/messages/suppressions", "/content/suppressions", "Suppression list")]
    [InlineData("/sources", "/stack", "Sources")]
    [InlineData("/customers/identities", "/settings/identities", "Identity rules")]
    public async Task Addresses_of_before_lead_to_where_the_page_is_now(string old, string now, string heading)
    {
        await Open(old, heading);
        Assert.Equal(now, new Uri(Page.Url).PathAndQuery);
    }

    [Fact]
    public async Task The_navigation_says_where_one_is_and_back_and_forward_work()
    {
        await Open("/campaigns/autumn-test", "Autumn test");
        var main = Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await Expect(main.Locator("[aria-current=page]")).ToHaveTextAsync("Journeys");
        await Tab("History").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("tab=history"));
        await main.GetByText("Content").ClickAsync();
        await Expect(Heading("Templates")).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Expect(Tab("History")).ToHaveAttributeAsync("aria-selected", "true");
        await Page.GoBackAsync();
        await Expect(Tab("Results")).ToHaveAttributeAsync("aria-selected", "true");
        await Page.GoForwardAsync();
        await Expect(Tab("History")).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task The_palette_is_as_reachable_as_a_page()
    {
        await Open("/", "Overview");
        await Page.Keyboard.PressAsync("Control+k");
        var palette = Page.GetByRole(AriaRole.Dialog);
        await palette.GetByRole(AriaRole.Combobox).FillAsync("ada");
        await Expect(palette.GetByRole(AriaRole.Option).Filter(new() { HasText = Shop.Ada })).ToBeVisibleAsync();
        await LooksRight("palette");
    }

    [Fact]
    public async Task Figures_that_are_not_live_say_since_when_and_are_live_again_by_themselves()
    {
        await Page.RouteAsync("**/api/v1/live", call => call.AbortAsync());
        await Open("/", "Overview");
        var status = Page.GetByRole(AriaRole.Status);
        await Expect(status.GetByText("Stale since")).ToBeVisibleAsync();
        await Page.UnrouteAsync("**/api/v1/live");
        await Expect(status.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_word_says_what_it_means_while_it_is_pointed_at_until_Escape()
    {
        await Open("/", "Overview");
        var word = Page.Locator("dfn").GetByText("Customers");
        var meaning = Page.GetByRole(AriaRole.Tooltip);
        await word.HoverAsync();
        await Expect(meaning).ToContainTextAsync("One person as the engine knows them");
        await Expect(word).ToHaveAccessibleDescriptionAsync(new Regex("One person as the engine knows them"));
        await Heading("Overview").HoverAsync();
        await Expect(meaning).ToHaveCountAsync(0);
        await word.FocusAsync();
        await Expect(meaning).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(meaning).ToHaveCountAsync(0);
        await Expect(word).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_file_comes_as_whoever_asks_takes_it(string takes, string? packed)
    {
        using var plain = new HttpClient { BaseAddress = Stage.Url };
        var script = Regex.Match(await plain.GetStringAsync("/"), "/assets/[^\"]+\\.js").Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        using var answer = await plain.SendAsync(request);
        Assert.Equal(packed is null ? [] : [packed], answer.Content.Headers.ContentEncoding);
        Assert.Equal(("text/javascript", "public, max-age=31536000, immutable"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString()));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var body = await answer.Content.ReadAsStreamAsync();
        await using var unpacked = packed switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        Assert.Equal(await plain.GetStringAsync(script), await new StreamReader(unpacked).ReadToEndAsync());
    }

    [Fact]
    public async Task The_first_page_needs_little_over_the_line()
    {
        var files = new ConcurrentQueue<IRequest>();
        Page.RequestFinished += (_, request) => files.Enqueue(request);
        var link = (await Page.GotoAsync("/"))!.Headers["link"];
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(Region("Shards")).ToBeVisibleAsync();
        await Page.EvaluateAsync("document.fonts.ready");
        Assert.InRange(await Bytes("script"), 50 * Kilobyte, 300 * Kilobyte);
        Assert.InRange(await Bytes("stylesheet"), 5 * Kilobyte, 40 * Kilobyte);
        Assert.InRange(await Bytes("font"), 5 * Kilobyte, 60 * Kilobyte);
        // Named beside the page, before it is read.
        Assert.Contains(files, file => file.ResourceType == "script" && link.Contains($"<{new Uri(file.Url).AbsolutePath}>; rel=modulepreload; crossorigin", StringComparison.Ordinal));
        // Asked for by the page itself before there is a script, and not again by that.
        Assert.Single(files, file => file.Url.EndsWith("/api/v1/overview", StringComparison.Ordinal));
        Assert.Single(files, file => file.Url.EndsWith("/api/v1/workspace", StringComparison.Ordinal));

        async Task<int> Bytes(string kind) =>
            (await Task.WhenAll(files.Where(file => file.ResourceType == kind).Select(file => file.SizesAsync()))).Sum(sizes => sizes.ResponseBodySize);
    }
}
