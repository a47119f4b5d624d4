namespace Tandem.Browser;

public sealed class JourneyTests(Stage stage) : PageTest(stage)
{
    [Fact]
    public async Task A_journey_is_a_picture_with_counts()
    {
        await Open("/journeys", "Journeys");
        await Link("Thank you").ClickAsync();
        await Expect(Figure("Started")).ToContainTextAsync($"{Shop.Buyers}");
        var steps = Page.GetByRole(AriaRole.List, new() { Name = "Steps of Thank you" });
        await Expect(steps).ToContainTextAsync("event.properties.total > 20.0");
        await Expect(steps).ToContainTextAsync("thanks");
    }
}
