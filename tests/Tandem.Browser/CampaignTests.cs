namespace Tandem.Browser;

public sealed class CampaignTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task Results_are_told_in_words_in_a_picture_and_in_numbers()
    {
        await Open("/campaigns", "Campaigns");
        await Link("Autumn test").ClickAsync();
        await Expect(Region("In words")).ToContainTextAsync("Mail brought 50.0 points more customers to visit");
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "visit: mail +50.0 pts, 95% interval" })).ToBeVisibleAsync();
        await Expect(Region("Arms")).ToContainTextAsync($"{Shop.VisitsOfMail}");
        await Page.GetByText("Each arm", new() { Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "control 16.7%" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_launch_says_what_it_will_touch_and_asks_for_the_name()
    {
        await Open("/campaigns/spring-mail", "Spring mail");
        await Expect(Region("Who gets it")).ToContainTextAsync($"{Shop.Buyers} customers in buyers");
        await Button("Launch").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("as the control group");
        var launch = dialog.GetByRole(AriaRole.Button, new() { Name = "Launch to" });
        await Expect(launch).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("spring-mail");
        await launch.ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(Figure("Assigned")).ToContainTextAsync($"{Shop.Buyers}");
        await Expect(Tab("Results")).ToBeVisibleAsync();
    }
}
