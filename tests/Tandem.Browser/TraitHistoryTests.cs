using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>Gerda, who changed her plan; no other test looks at her.</summary>
public sealed class TraitHistoryTests(Stage stage) : PageTest(stage)
{
    private const string Key = "userId:gerda";

    [Fact]
    public async Task A_trait_tells_what_it_was_and_leads_to_the_interaction_that_said_so()
    {
        const int visits = 150;
        await Stage.Api.Send(Plan("free", "2026-01-05"), Plan("team", "2026-02-05"), Plan("team", "2026-03-05"), Plan("pro", "2026-04-05"));
        // The timeline shows so many before it that it has to be asked for.
        await Stage.Api.Send(Enumerable.Range(0, visits).Select(_ => new JsonObject { ["type"] = "track", ["userId"] = "gerda", ["event"] = "Came by" }));
        await Stage.Api.Until($"customers/{Key}", customer => (int)customer["interactions"]! == visits + 4);

        await Open($"/customers/{Key}", "gerda");
        var traits = await Kept("Download Traits");
        Assert.Equal("trait,value,source,at", traits[0]);
        Assert.StartsWith("plan,pro,default,2026-04-05", Assert.Single(traits[1..]), StringComparison.Ordinal);
        await Region("Traits").GetByRole(AriaRole.Button, new() { Name = "plan" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        var drawer = Page.GetByRole(AriaRole.Dialog, new() { Name = "History of plan" });
        var rows = drawer.GetByRole(AriaRole.Table, new() { Name = "Values of plan" }).GetByRole(AriaRole.Row);
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(rows.Nth(1)).ToContainTextAsync(new Regex("team.*pro.*now.*default"));
        await Expect(rows.Nth(2)).ToContainTextAsync(new Regex("free.*team.*default"));
        var history = await Kept("Download the history of plan");
        Assert.Equal("when,from,to,said by,interaction", history[0]);
        Assert.Equal(["team,pro", "free,team", ",free"], history[1..].Select(line => string.Join(',', line.Split(',')[1..3])));
        await Expect(drawer).ToContainTextAsync("The beginning: nothing was said of it before.");
        await Expect(Page).ToHaveURLAsync(new Regex("trait=plan"));
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Show(scheme);
            await Picture("trait history", scheme, "wide");
            Assert.Empty(await Barriers());
        }

        await rows.Nth(3).GetByRole(AriaRole.Link, new() { Name = "default" }).ClickAsync();
        var item = Page.GetByRole(AriaRole.Dialog, new() { Name = "Identify" });
        await Expect(item).ToContainTextAsync("\"plan\": \"free\"");
        await Page.GoBackAsync();
        await Expect(drawer).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("gerda$"));
    }

    private static JsonObject Plan(string plan, string day) =>
        new() { ["type"] = "identify", ["userId"] = "gerda", ["timestamp"] = $"{day}T12:00:00Z", ["traits"] = new JsonObject { ["plan"] = plan } };
}
