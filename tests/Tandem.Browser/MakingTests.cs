using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>What is made in the console. The names are used by no other test.</summary>
public sealed class MakingTests(Stage stage) : PageTest(stage)
{
    // The name that the server refuses, and a definition that is not whole yet.
    protected override string[] Expected => ["400", "422"];

    [Fact]
    public async Task A_segment_is_written_checked_and_published()
    {
        await Open("/audiences", "Segments");
        await Link("New segment").ClickAsync();
        await Page.GetByText("YAML", new() { Exact = true }).ClickAsync();
        var editor = Page.GetByRole(AriaRole.Textbox, new() { Name = "The definition of a new segment" });
        await editor.FillAsync("kind: segment\nmetadata: { name: made-here, title: Made here }\nspec:\n  expression: customer.traits.plan == \"basic\"\n");
        await Expect(Page.GetByText("No mistakes found.")).ToBeVisibleAsync();
        await Expect(editor).ToContainTextAsync("name: made-here");
        await Button("Publish").ClickAsync();
        await Expect(Heading("Made here")).ToBeVisibleAsync();
        await Expect(Figure("Members now")).ToContainTextAsync($"{Shop.Buyers}");
    }

    [Fact]
    public async Task A_rule_for_a_kind_of_identity_is_published_from_its_example_and_listed()
    {
        await Open("/settings", "Workspace");
        await Link("Identity rules").ClickAsync();
        await Expect(Page.GetByText("The defaults hold")).ToBeVisibleAsync();
        await Link("New identity rule").First.ClickAsync();
        await Expect(Page.GetByText("No mistakes found.")).ToBeVisibleAsync();
        await Button("Publish").ClickAsync();
        await Expect(Heading("Many cookies")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Live, version 1")).ToBeVisibleAsync();
        await Link("Identity rules").First.ClickAsync();
        var rule = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Many cookies" });
        await Expect(rule).ToContainTextAsync("anonymousId");
        await Expect(rule).ToContainTextAsync("20 ever, 3 a day");
    }

    [Fact]
    public async Task A_source_is_made_and_shows_how_to_connect()
    {
        await Open("/stack", "Sources");
        await Button("New source").ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Call centre");
        await Expect(Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" })).ToHaveValueAsync("call-centre");
        var name = Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" });
        await name.FillAsync("Call centre");
        await Button("Create source").ClickAsync();
        await Expect(name).ToBeFocusedAsync();
        await Expect(name).ToHaveAccessibleDescriptionAsync(new Regex("lower-case letters.*Try a name such as web-shop"));
        await name.FillAsync("call-centre");
        await Button("Create source").ClickAsync();
        await Expect(Heading("Call centre")).ToBeVisibleAsync();
        await Button("Show how to connect").ClickAsync();
        await Expect(Region("Connect")).ToContainTextAsync("the write key is in place");
    }

    [Fact]
    public async Task An_address_is_put_on_the_suppression_list_and_taken_off()
    {
        await Open("/content/suppressions", "Suppression list");
        await Button("Add address").ClickAsync();
        await Page.GetByLabel("E-mail address").FillAsync("stop@example.com");
        await Page.GetByLabel("Reason").FillAsync("Asked by phone");
        await Button("Add to the list").ClickAsync();
        var row = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "stop@example.com" });
        await Expect(row).ToContainTextAsync("Asked by phone");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_a_mail_server_the_switch_says_what_is_missing()
    {
        await Open("/content/messages", "Messages");
        await Button("Send to the outside").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("TANDEM_SMTP_URL");
    }
}
