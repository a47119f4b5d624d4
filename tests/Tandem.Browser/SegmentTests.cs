namespace Tandem.Browser;

public sealed class SegmentTests(Stage stage) : PageTest(stage)
{
    // The browser itself reports the answer 422 that the test provokes.
    protected override string[] Expected => ["422"];

    [Fact]
    public async Task A_segment_shows_its_count_its_rule_and_its_members()
    {
        await Open("/audiences", "Segments");
        await Link("Buyers").ClickAsync();
        await Expect(Figure("Members now")).ToContainTextAsync($"{Shop.Buyers}");
        await Expect(Page.GetByLabel("Expression", new() { Exact = true })).ToContainTextAsync("events(\"Order Completed\").count() >= 1");
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Members" })).ToContainTextAsync(Shop.Ada);
        await Tab("History").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Version 1" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_mistake_in_a_definition_is_shown_at_its_line_while_it_is_typed()
    {
        await Open("/audiences/buyers?tab=definition&as=yaml", "Buyers");
        var editor = Page.GetByRole(AriaRole.Textbox, new() { Name = "The definition of segment buyers" });
        await editor.FillAsync("kind: segment\nmetadata: { name: buyers, title: Buyers }\nspec:\n  expression: evnts(\"Order Completed\").count() >= 1\n");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Mistakes" })).ToContainTextAsync("Line 4");
    }

    [Fact]
    public async Task The_overlap_of_segments_is_a_picture_and_a_list()
    {
        await Open("/audiences?tab=overlap&of=buyers,mailed", "Segments");
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "How many customers are in exactly which of the segments" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Buyers and May get mail: 12" })).ToHaveCountAsync(1);
        await Expect(Page.GetByText("customers are in none of these")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_size_over_time_says_since_when_it_is_known()
    {
        await Open("/audiences/buyers?tab=size", "Buyers");
        await Expect(Region("Size over time")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("known since|noted every minute"));
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }
}
