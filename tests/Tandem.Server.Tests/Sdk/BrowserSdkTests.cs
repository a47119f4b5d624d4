using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Server.Tests.Tracking;

namespace Tandem.Server.Tests.Sdk;

/// <summary>@segment/analytics-next, its own bundle in a real Chromium, on a page of another origin than the server's.</summary>
public sealed class BrowserSdkTests : IAsyncLifetime
{
    private TrackingServer server = null!;
    private WebApplication shop = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        server = await TrackingServer.Start();
        shop = await StartShop();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await shop.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 200 } } } } }")]
    public async Task Each_call_arrives(string options)
    {
        var page = await Open(options);
        await page.EvaluateAsync("""
            async () => {
              await analytics.page('Home')
              await analytics.track('Product Viewed', { name: 'Wörld 😀' })
              await analytics.alias('user-1')
              await analytics.identify('user-1', { email: 'Ann@Example.com' })
              await analytics.group('acme', { name: 'Acme' })
            }
            """);
        var interactions = (await server.Inbox.WaitFor(5)).OrderBy(interaction => interaction.Timestamp).ToList();
        Assert.Equal(
            [InteractionType.Page, InteractionType.Track, InteractionType.Alias, InteractionType.Identify, InteractionType.Group],
            interactions.Select(interaction => interaction.Type));
        Assert.Equal(["Home", "Product Viewed", "", "", "acme"], interactions.Select(interaction => interaction.Name));
        var visitor = Assert.Single(interactions[0].Identities);
        Assert.Equal("anonymousId", visitor.Kind);
        Assert.Equal(["userId:user-1", visitor.ToString()], interactions[2].Identities.Select(identity => identity.ToString()));
        Assert.Equal(["userId:user-1", "email:ann@example.com", visitor.ToString()], interactions[3].Identities.Select(identity => identity.ToString()));
        Assert.Contains(visitor, interactions[4].Identities);
        var body = JsonDocument.Parse(interactions[1].Body).RootElement;
        Assert.Equal("Wörld 😀", body.GetProperty("properties").GetProperty("name").GetString());
        Assert.Equal(shop.Urls.Single() + "/", body.GetProperty("context").GetProperty("page").GetProperty("url").GetString());
        Assert.False(body.TryGetProperty("writeKey", out _));
    }

    [Fact]
    public async Task What_was_turned_away_is_sent_again()
    {
        var page = await Open("{}");
        server.Inbox.Barred.Enqueue(new OverloadedException("Too much waits.", TimeSpan.FromSeconds(1)));
        await page.EvaluateAsync("() => { analytics.track('Order Completed') }");
        var interaction = Assert.Single(await server.Inbox.WaitFor(1));
        Assert.Equal("Order Completed", interaction.Name);
        Assert.Empty(server.Inbox.Barred);
    }

    [Fact]
    public async Task A_page_that_is_left_loses_nothing()
    {
        var page = await Open("{}");
        server.Inbox.Barred.Enqueue(new StorageFullException("The disk is full."));
        await page.EvaluateAsync("async () => { await analytics.track('Before leaving') }");
        await page.GotoAsync("about:blank");
        await page.GotoAsync(shop.Urls.Single());
        await page.EvaluateAsync("options => { window.start(options) }", Settings());
        Assert.Equal("Before leaving", Assert.Single(await server.Inbox.WaitFor(1)).Name);
    }

    private async Task<IPage> Open(string options)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(shop.Urls.Single());
        await page.EvaluateAsync($"settings => window.start(settings, {options})", Settings());
        return page;
    }

    private object Settings() => new { writeKey = TrackingServer.Key, cdnURL = server.Url };

    private static async Task<WebApplication> StartShop()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(await SdkPackages.BrowserBundle()), RequestPath = "/analytics-next" });
        app.MapGet("/", () => Results.Content("""
            <!doctype html><title>Shop</title>
            <script src="/analytics-next/index.js"></script>
            <script>
              window.start = async (settings, options) => {
                window.analytics = AnalyticsNext.AnalyticsBrowser.load(settings, options)
                await analytics.ready()
              }
            </script>
            """, "text/html"));
        await app.StartAsync();
        return app;
    }
}
