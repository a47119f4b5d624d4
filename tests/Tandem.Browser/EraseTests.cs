using System.Text.Json.Nodes;

namespace Tandem.Browser;

/// <summary>Erik and Frida, who are erased; no other test looks at them.</summary>
public sealed class EraseTests(Stage stage) : PageTest(stage)
{
    protected override string[] Expected => ["404 (Not Found)"];

    [Fact]
    public async Task A_customer_is_erased_after_a_question_and_the_certificate_says_what_was_done()
    {
        await Known("erik");
        await Open("/customers/userId:erik", "Erik");
        await Button("Erase").ClickAsync();
        var question = Page.GetByRole(AriaRole.Dialog);
        await Expect(question).ToContainTextAsync("This takes away 2 identities, 2 traits and 1 interaction");
        var yes = question.GetByRole(AriaRole.Button, new() { Name = "Erase for good" });
        await Expect(yes).ToBeDisabledAsync();
        await question.GetByLabel("Type erik to erase").FillAsync("eric");
        await Expect(yes).ToBeDisabledAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Do not erase" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();

        await Button("Erase").ClickAsync();
        await question.GetByLabel("Reason").FillAsync("asked by letter");
        await question.GetByLabel("Keep these identities out").CheckAsync();
        await question.GetByLabel("Type erik to erase").FillAsync("erik");
        await yes.ClickAsync();

        await Expect(Heading("Certificate of erasure")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(Page.GetByText("by admin: asked by letter. Done")).ToBeVisibleAsync();
        await Expect(Page.GetByText("The identities are kept out from then on.")).ToBeVisibleAsync();
        await Expect(Region("What was done").GetByRole(AriaRole.Row).Filter(new() { HasText = "Entries of the journal erased in their places" })).ToBeVisibleAsync();
        await Expect(Region("By what the customer was known").GetByRole(AriaRole.Button)).ToHaveCountAsync(2);
        await Expect(Region("What still holds the data")).ToContainTextAsync("Copies of the data folder");
        await LooksRight("erasure");
        var text = await Page.RunAndWaitForPopupAsync(() => Link("Print").ClickAsync());
        await Expect(text.GetByText("Certificate of erasure")).ToBeVisibleAsync();

        // Nothing of them is left in this window either.
        await Page.GoBackAsync();
        await Expect(Page.GetByText("The customer userId:erik is not here")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Erik", new() { Exact = true })).ToHaveCountAsync(0);
        await Page.GotoAsync("/customers/erasures");
        await Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Customer [0-9a-f]{16}") }).First.ClickAsync();
        await Expect(Heading("Certificate of erasure")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_erased_by_somebody_else_leaves_the_page_that_shows_them()
    {
        await Known("frida");
        await Open("/customers/userId:frida", "Frida");
        await Stage.Api.Post("customers/userId:frida/erase", []);
        await Expect(Page.GetByText("The customer userId:frida is not here")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private async Task Known(string name)
    {
        var traits = new JsonObject { ["firstName"] = char.ToUpperInvariant(name[0]) + name[1..], ["email"] = $"{name}@example.com" };
        await Stage.Api.Send(new JsonObject { ["type"] = "identify", ["userId"] = name, ["traits"] = traits });
        await Stage.Api.Until($"customers?search={name}@example.com", found => found["items"]!.AsArray().Count == 1);
    }
}
