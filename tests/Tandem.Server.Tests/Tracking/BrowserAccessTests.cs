namespace Tandem.Server.Tests.Tracking;

public sealed class BrowserAccessTests : IAsyncLifetime
{
    private TrackingServer server = null!;

    public async Task InitializeAsync() => server = await TrackingServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("authorization,content-type,x-custom", "authorization,content-type,x-custom")]
    [InlineData("x-what?", "Authorization, Content-Type, Content-Encoding, X-Retry-Count")]
    public async Task A_preflight_is_answered(string asked, string allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/t");
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", asked);
        using var response = await server.Client.SendAsync(request);
        var answer = await Answer.Of(response);
        Assert.Equal((204, "*", allowed), (answer.Status, answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Access-Control-Allow-Headers"]));
        Assert.Contains("POST", answer.Headers["Access-Control-Allow-Methods"]);
    }

    [Theory]
    [InlineData("/v1/t", "{}")]
    [InlineData("/v1/b", "{")]
    [InlineData("/v1/m", "")]
    [InlineData("/v1/unknown", "")]
    public async Task Every_answer_is_open_to_any_page(string path, string json) =>
        Assert.Equal("*", (await server.Post(path, json)).Headers["Access-Control-Allow-Origin"]);

    [Fact]
    public async Task The_browser_SDK_is_told_to_send_here()
    {
        var answer = await server.Get($"/v1/projects/{TrackingServer.Key}/settings");
        Assert.Equal((200, "*"), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
        var integration = Assert.Single(answer.Body.GetProperty("integrations").EnumerateObject());
        Assert.Equal("Segment.io", integration.Name);
        Assert.Equal(TrackingServer.Key, integration.Value.GetProperty("apiKey").GetString());
        Assert.Equal($"{server.Url}/v1", $"{integration.Value.GetProperty("protocol").GetString()}://{integration.Value.GetProperty("apiHost").GetString()}");
    }

    [Fact]
    public async Task Settings_of_an_unknown_key_are_401() => Assert.Equal(401, (await server.Get("/v1/projects/other/settings")).Status);
}
