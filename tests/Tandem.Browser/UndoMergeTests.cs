using System.Text.Json.Nodes;

namespace Tandem.Browser;

/// <summary>Cara's tablet, on which Dan signed in. Both are used by no other test.</summary>
public sealed class UndoMergeTests(Stage stage) : PageTest(stage)
{
    private const string Cara = "cara@example.com";

    [Fact]
    public async Task A_merge_is_undone_after_a_question_and_both_are_customers_again()
    {
        await Join();
        await Open("/customers/userId:dan", "Dan");
        var joined = Region("Joined from");
        await Expect(joined).ToContainTextAsync(Cara);
        await joined.GetByRole(AriaRole.Button, new() { Name = $"Undo the merge of {Cara}" }).ClickAsync();
        var question = Page.GetByRole(AriaRole.Dialog);
        await Expect(question).ToContainTextAsync("They become two customers again");
        await question.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
        await joined.GetByRole(AriaRole.Button, new() { Name = "Undo the merge of" }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Undo the merge" }).ClickAsync();

        await Expect(joined).ToHaveCountAsync(0);
        await Expect(Told($"A merge was undone: separate from email {Cara}")).ToBeVisibleAsync();
        await Expect(Told("Joined with another customer").GetByRole(AriaRole.Link, new() { Name = $"Open {Cara}" })).ToBeVisibleAsync();
        await Expect(Region("Traits")).ToContainTextAsync("Aachen");
        await Expect(Page.GetByText(Cara, new() { Exact = true })).ToHaveCountAsync(0);

        await Link($"Open {Cara}").First.ClickAsync();
        await Expect(Heading("Cara")).ToBeVisibleAsync();
        await Expect(Button($"Copy E-mail {Cara}")).ToBeVisibleAsync();
        await Expect(Button("Copy Anonymous id tablet-of-cara")).ToBeVisibleAsync();
        await Expect(Region("Traits")).ToContainTextAsync("Bonn");
        await Expect(Told("A merge was undone: separate from userId dan")).ToBeVisibleAsync();
        await Link("Open dan").ClickAsync();
        await Expect(Heading("Dan")).ToBeVisibleAsync();
    }

    private ILocator Told(string title) => Page.Locator("[data-kind=identity]").Filter(new() { HasText = title });

    private async Task Join()
    {
        await Stage.Api.Send(Identify(null, new() { ["name"] = "Cara", ["city"] = "Bonn", ["email"] = Cara }));
        await Stage.Api.Until($"customers?search={Cara}", found => found["items"]!.AsArray().Count == 1);
        await Stage.Api.Send(Identify("dan", new() { ["name"] = "Dan", ["city"] = "Aachen" }));
        await Stage.Api.Until("customers/userId:dan", customer => customer["mergedFrom"]!.AsArray().Count == 1);
    }

    private static JsonObject Identify(string? userId, JsonObject traits)
    {
        var call = new JsonObject { ["type"] = "identify", ["anonymousId"] = "tablet-of-cara", ["traits"] = traits };
        if (userId is not null) call["userId"] = userId;
        return call;
    }
}
