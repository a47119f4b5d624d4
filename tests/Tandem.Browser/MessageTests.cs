using System.Text.RegularExpressions;

namespace Tandem.Browser;

public sealed class MessageTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task A_mail_is_rendered_and_says_why_it_was_sent()
    {
        await Open("/content/messages", "Messages");
        await Page.GetByLabel("Search messages").FillAsync(Shop.Ada);
        // Else the list may move under the pointer.
        await Expect(Page).ToHaveURLAsync(new Regex("search="));
        await Link("Thank you, Ada").First.ClickAsync();
        await Expect(Heading("Thank you, Ada")).ToBeVisibleAsync();
        await Expect(Page.FrameLocator("iframe[title='The rendered mail']").GetByText("Your order is on its way.")).ToBeVisibleAsync();
        await Expect(Region("Why this was sent")).ToContainTextAsync("Order Completed");
        await Expect(Region("About")).ToContainTextAsync("thank-you");
        await LooksRight("message");
        await Tab("Headers").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Subject" })).ToContainTextAsync("Thank you, Ada");
        Assert.Contains("Subject,\"Thank you, Ada\"", await Kept("Download the headers"));
    }
}
