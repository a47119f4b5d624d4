using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tandem.Bench.Load;
using Tandem.Bench.Reports;
using Tandem.Bench.Servers;

namespace Tandem.Bench.Measurements;

/// <summary>
/// How long the console's first page takes on a slow machine and a slow line, beside what the line alone takes for the same bytes.
/// The line is WebPageTest's profile "3G Fast": 1.6 Mbit/s down, 768 kbit/s up, 150 ms there and back.
/// </summary>
internal sealed class FirstPageMeasurement(BenchOptions options, Report report)
{
    private const int Runs = 7, Slower = 4, Customers = 2_000;
    private const double Down = 1_600_000 / 8.0, Up = 768_000 / 8.0, RoundTrip = 0.15;

    /// <summary>One after the other: the page, its script, its figures. Loopback needs none for connecting that the browser would count.</summary>
    private const int RoundTrips = 3;

    /// <summary>Watches from within: asking from outside takes the slowed page's own time. Painted is what was in the page when a frame began.</summary>
    private const string Watch = """
        window.seen = {};
        const painted = (what) => requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => window.seen[what] = performance.now();
          after.port2.postMessage(null);
        });
        const look = () => {
          const figure = document.querySelector("dl[aria-label='Key figures'] dd");
          if (!('figures' in seen) && /^[\d,.]+$/.test(figure?.textContent ?? '')) { seen.figures = undefined; painted('figures'); }
          if (!('search' in seen) && document.querySelector('dialog[open]')) { seen.search = undefined; painted('search'); }
        };
        new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
        """;

    private readonly Meter meter = new(report);

    public async Task Run(CancellationToken cancelled)
    {
        var folder = options.NewFolder();
        try
        {
            await using var server = await TandemServer.Start(options, folder, cancelled);
            await server.Publish(await File.ReadAllTextAsync(options.Segments, cancelled), cancelled);
            await meter.Fill(server, LoadPlan.Everybody(options, Customers), cancelled);
            await server.Folded(cancelled);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = options.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
            var session = await SignIn(browser, server);
            var (shown, answers, bytes) = (new List<double>(), new List<double>(), 0.0);
            for (var run = 0; run < Runs; run++)
            {
                var one = await Open(browser, server, session);
                shown.Add(one.Shown);
                answers.Add(one.Answers);
                bytes = one.Bytes;
            }
            var line = RoundTrips * RoundTrip + bytes / Down;
            report.Figure("the first page shows its figures and answers keys", Text.Milliseconds(TimeSpan.FromSeconds(Middle(shown))), "within 2 s");
            var table = report.Table($"First page, {Runs} times with nothing kept: a processor {Slower} times slower, 1.6 Mbit/s, {RoundTrip * 1000:N0} ms", "", "median", "slowest", "of what the line alone takes");
            table.Add("figures are painted, keys are heard", Seconds(Middle(shown)), Seconds(shown.Max()), $"{Middle(shown) / line:N2}");
            table.Add("the search is painted, its key pressed then", Seconds(Middle(answers)), Seconds(answers.Max()), $"{Middle(answers) / line:N2}");
            table.Add($"the line alone, for {Text.Whole((long)bytes / 1024)} KiB", Seconds(line), "", "1");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Shown, double Answers, double Bytes)> Open(IBrowser browser, TandemServer server, string session)
    {
        await using var window = await browser.NewContextAsync(new() { StorageState = session, ViewportSize = new() { Width = 1280, Height = 900 } });
        var page = await window.NewPageAsync();
        var tools = await window.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = RoundTrip * 1000, ["downloadThroughput"] = Down, ["uploadThroughput"] = Up });
        await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Slower });
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(server.Process.Http.BaseAddress!.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        var shown = await Seen(page, "figures");
        await page.Keyboard.PressAsync("Control+k");
        var answers = await Seen(page, "search");
        var bytes = await page.EvaluateAsync<double>("performance.getEntries().reduce((sum, one) => sum + (one.transferSize ?? 0), 0)");
        return (shown, answers, bytes);
    }

    /// <summary>When it was painted, in seconds since the page was asked for.</summary>
    private static async Task<double> Seen(IPage page, string what)
    {
        await page.WaitForFunctionAsync("what => window.seen[what]", what, new() { PollingInterval = 50 });
        return await page.EvaluateAsync<double>("what => window.seen[what] / 1000", what);
    }

    private static async Task<string> SignIn(IBrowser browser, TandemServer server)
    {
        using var answer = await server.Process.Http.PostAsync("/api/v1/login-links", null);
        var link = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["url"]!;
        await using var window = await browser.NewContextAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();
        return await window.StorageStateAsync();
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Seconds(double seconds) => $"{seconds:N2} s";
}
