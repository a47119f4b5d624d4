using System.Text.RegularExpressions;

namespace Tandem.Browser;

/// <summary>A rule as conditions, as an expression and as YAML, always in step. The names are used by no other test.</summary>
public sealed class BuilderTests(Stage stage) : PageTest(stage)
{
    // A definition that is not whole yet is checked, too.
    protected override string[] Expected => ["422"];

    private ILocator Rule => Page.GetByRole(AriaRole.Textbox, new() { Name = "The rule as an expression" });

    private ILocator Conditions => Page.GetByRole(AriaRole.Group, new() { Name = "Conditions" });

    private ILocator Count => Page.GetByRole(AriaRole.Status, new() { Name = "Customers now" });

    [Fact]
    public async Task A_segment_is_built_and_published_by_keys_alone()
    {
        await Open("/new/segment", "New segment");
        await Page.GetByLabel("Title").FocusAsync();
        await Page.Keyboard.TypeAsync("Büyers, keyed");
        await Expect(Page.GetByLabel("Name", new() { Exact = true }).First).ToHaveValueAsync("buyers-keyed");
        await Button("Add condition").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        // The menu takes the keys as soon as it has the focus.
        await Expect(Page.Locator("[role=menu]:focus, [role=menu] :focus")).ToHaveCountAsync(1);
        var events = Page.GetByRole(AriaRole.Menuitem, new() { Name = "Event", Exact = true });
        for (var key = 0; key < 5 && !await events.EvaluateAsync<bool>("item => item === document.activeElement"); key++) await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(events).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Rule).ToContainTextAsync(".any()");
        await Conditions.GetByLabel("Event").FocusAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync("Order Completed");
        await Page.Keyboard.PressAsync("Enter");
        // Keys are faster than the server that reads the rule: nothing is waited for here.
        await Conditions.GetByLabel("How often or when").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Rule).ToHaveTextAsync("events(\"Order Completed\").within(\"30d\").count() >= 1");
        await Conditions.GetByLabel("Times").FocusAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync("2");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Rule).ToHaveTextAsync("events(\"Order Completed\").within(\"30d\").count() >= 2");
        await Expect(Count).ToHaveTextAsync(new Regex($"^{Shop.Buyers} of 1\\d\\d customers now$"));
        await Expect(Page.GetByText("Exact: all were looked at")).ToBeVisibleAsync();
        await Expect(Page.GetByText("No mistakes found.")).ToBeVisibleAsync();
        await Button("Publish").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Heading("Büyers, keyed")).ToBeVisibleAsync();
        await Expect(Figure("Members now")).ToContainTextAsync($"{Shop.Buyers}");
    }

    [Fact]
    public async Task What_an_engineer_writes_is_shown_as_conditions_and_their_changes_leave_the_comments()
    {
        await Open("/new/segment", "New segment");
        await Rule.FillAsync("// who is worth a mail\ncustomer.traits.plan == \"basic\" // the cheap one\n  && (events(\"Order Completed\").any() || customer.consents.sms)");
        await Expect(Conditions.GetByRole(AriaRole.Group, new() { Name = "Any of these" })).ToBeVisibleAsync();
        await Expect(Conditions.GetByLabel("Value")).ToHaveValueAsync("basic");
        await Conditions.GetByLabel("Value").FillAsync("pro");
        await Expect(Rule).ToHaveTextAsync(new Regex("plan == \"pro\" // the cheap one"));
        await Conditions.GetByLabel("How the conditions belong together").First.SelectOptionAsync("Any of these");
        await Expect(Rule).ToHaveTextAsync(new Regex(@"// the cheap one\s*\|\| \(events"));
        await Conditions.GetByLabel("More about this condition").Last.ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove" }).ClickAsync();
        await Expect(Rule).ToHaveTextAsync(new Regex(@"// who is worth a mail.*\|\| \(events\(""Order Completed""\)\.any\(\)\)"));

        await Page.GetByText("YAML", new() { Exact = true }).ClickAsync();
        var yaml = Page.GetByRole(AriaRole.Textbox, new() { Name = "The definition of a new segment as YAML" });
        await Expect(yaml).ToContainTextAsync("// who is worth a mail");
        await yaml.FillAsync("kind: segment\nmetadata: { name: written, title: Written } # ours\nspec:\n  expression: customer.traits.plan == \"basic\"\n");
        await Page.GetByText("Conditions and expression").ClickAsync();
        await Expect(Rule).ToHaveTextAsync("customer.traits.plan == \"basic\"");
        await Expect(Conditions.GetByLabel("Name")).ToHaveValueAsync("plan");
        await Expect(Count).ToHaveTextAsync(new Regex($"^{Shop.Buyers} of "));
    }

    [Fact]
    public async Task A_mistake_is_marked_where_it_stands_and_the_conditions_wait_until_it_is_mended()
    {
        await Open("/new/segment", "New segment");
        await Rule.FillAsync("customer.traits.plan == \"basic\"");
        await Expect(Count).ToContainTextAsync($"{Shop.Buyers}");
        await Rule.FillAsync("customer.traits.plan == \"basic\" &&\n  )");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Mistakes" })).ToContainTextAsync("Line 2, column 3");
        await Expect(Page.Locator(".cm-lintRange-error, .cm-lintPoint-error").First).ToBeVisibleAsync();
        await Expect(Page.GetByText("Mend it in the text")).ToBeVisibleAsync();
        await Expect(Button("Add condition")).ToBeDisabledAsync();
        await Expect(Page.GetByText("Of the rule as it was before.")).ToBeVisibleAsync();
        await Rule.FillAsync("customer.traits.plan == \"basic\" && customer.traits.plam == \"x\"");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Perhaps mistakes" })).ToContainTextAsync("plan");
        await Expect(Count).ToHaveTextAsync(new Regex("^0 of "));
    }

    [Fact]
    public async Task Names_and_values_are_completed_from_what_came_in()
    {
        await Open("/new/segment", "New segment");
        await Rule.ClickAsync();
        await Page.Keyboard.TypeAsync("customer.traits.");
        await Expect(Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "plan" })).ToBeVisibleAsync();
        await Page.Keyboard.TypeAsync("pla");
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "plan" }).ClickAsync();
        await Page.Keyboard.TypeAsync(" == ");
        await Page.Keyboard.PressAsync("Control+Space");
        await Expect(Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "\"basic\"" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "\"basic\"" }).ClickAsync();
        await Expect(Rule).ToHaveTextAsync("customer.traits.plan == \"basic\"");
        await Page.Keyboard.TypeAsync(" && events(\"Or");
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Order Completed" }).ClickAsync();
        await Expect(Rule).ToContainTextAsync("events(\"Order Completed");
    }

    [Fact]
    public async Task Who_writes_goes_on_writing_when_the_names_to_complete_come_late()
    {
        var come = new TaskCompletionSource();
        await Page.RouteAsync("**/api/v1/rules/names", async call =>
        {
            await come.Task;
            await call.ContinueAsync();
        });
        await Open("/new/segment", "New segment");
        await Rule.ClickAsync();
        await Page.Keyboard.TypeAsync("customer.traits.");
        var names = Page.WaitForResponseAsync("**/api/v1/rules/names");
        come.SetResult();
        await names;
        await Page.Keyboard.TypeAsync("pla");
        // Once the page knows the names, they are offered where the cursor is.
        var plan = Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "plan" });
        for (var asked = 0; asked < 40 && !await plan.IsVisibleAsync(); asked++)
        {
            await Page.Keyboard.PressAsync("Control+Space");
            try
            {
                await plan.WaitForAsync(new() { Timeout = 500 });
            }
            catch (TimeoutException)
            {
                // They are not there yet: it is asked again.
            }
        }
        await Expect(plan).ToBeVisibleAsync();
        await Expect(Rule).ToHaveTextAsync("customer.traits.pla");
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("Control+z");
        await Expect(Rule).Not.ToHaveTextAsync("customer.traits.pla");
    }

    [Fact]
    public async Task Examples_in_and_out_say_why()
    {
        await Open("/new/segment", "New segment");
        await Rule.FillAsync("customer.traits.plan == \"basic\" && events(\"Order Completed\").count() >= 2");
        await Expect(Region("In it, for example").GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
        await Expect(Region("In it, for example").GetByLabel("holds").First).ToBeVisibleAsync();
        await Expect(Region("Not in it, for example").GetByLabel("does not hold").First).ToBeVisibleAsync();
    }
}
