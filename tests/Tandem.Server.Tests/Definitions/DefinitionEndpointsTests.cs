using System.Text.Json.Nodes;
using Tandem.Governance.Definitions;

namespace Tandem.Server.Tests.Definitions;

public sealed class DefinitionEndpointsTests : IAsyncLifetime
{
    private const string Buyers = "metadata: { title: Buyers }\nspec:\n  expression: events(\"Order Completed\").count() >= 1 # any\n";

    private DefinitionServer server = null!;

    public async Task InitializeAsync() => server = await DefinitionServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_definition_that_is_put_is_live_and_can_be_read()
    {
        var (status, answer) = await server.Put("definitions/segment/buyers", Buyers);

        Assert.Equal(200, status);
        Assert.Equal(("live", 1, 1, true), ((string?)answer["status"], (int)answer["ruleset"]!, (int)answer["version"]!, (bool)answer["changed"]!));
        var (_, read) = await server.Get("definitions/segment/buyers");
        Assert.True(JsonNode.DeepEquals(answer["definition"], read));
        Assert.Equal(("segment", "buyers", "Buyers", "live", Buyers), ((string?)read["kind"], (string?)read["name"], (string?)read["title"], (string?)read["status"], (string?)read["text"]));
        Assert.Equal("events(\"Order Completed\").count() >= 1", (string?)read["spec"]!["expression"]);
    }

    [Fact]
    public async Task Putting_twice_is_putting_once()
    {
        await server.Put("definitions/segment/buyers", Buyers);
        var (status, answer) = await server.Put("definitions/segment/buyers", Buyers);

        Assert.Equal((200, 1, 1, false), (status, (int)answer["ruleset"]!, (int)answer["version"]!, (bool)answer["changed"]!));
    }

    [Fact]
    public async Task Json_is_taken_as_well_as_yaml()
    {
        var (status, answer) = await server.Put("definitions/segment/all", """{ "kind": "segment", "metadata": { "name": "all" }, "spec": { "expression": "true" } }""");
        Assert.Equal((200, "all"), (status, (string?)answer["definition"]!["name"]));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task It_does_not_matter_what_a_client_calls_the_text(string? contentType)
    {
        var (status, _) = await server.Send(HttpMethod.Put, "definitions/segment/buyers", System.Text.Encoding.UTF8.GetBytes(Buyers), contentType);
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task History_has_every_version_newest_first()
    {
        await server.Put("definitions/segment/buyers", Buyers);
        await server.Put("definitions/segment/buyers", "spec: { expression: 'false' }");

        var (_, history) = await server.Get("definitions/segment/buyers/history");

        Assert.Equal([(2, "live"), (1, "old")], history["items"]!.AsArray().Select(item => ((int)item!["version"]!, (string)item["status"]!)));
    }

    [Fact]
    public async Task Errors_have_path_line_column_and_what_would_be_right()
    {
        var (status, answer) = await server.Put("definitions/segment/buyers", "spec:\n  expression: >-\n    true &&\n    custmer.traits.age > 3\n");

        Assert.Equal(422, status);
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal(("spec.expression", 4, 5), ((string?)error["path"], (int)error["line"]!, (int)error["column"]!));
        Assert.Contains("customer", (string?)error["hint"]);
        Assert.Equal(404, (await server.Get("definitions/segment/buyers")).Status);
    }

    [Fact]
    public async Task Checking_changes_nothing()
    {
        var (status, answer) = await server.Put("definitions/segment/buyers?check=true", Buyers);

        Assert.Equal((200, "valid", 1, 1), (status, (string?)answer["status"], (int)answer["ruleset"]!, (int)answer["version"]!));
        Assert.Equal(422, (await server.Put("definitions/segment/buyers?check=true", "spec: {}")).Status);
        Assert.Equal(404, (await server.Get("definitions/segment/buyers")).Status);
    }

    [Fact]
    public async Task Many_definitions_go_live_together_or_not_at_all()
    {
        var (bad, answer) = await server.Post(Samples.All.Replace("segment: lapsing", "segment: lapsin"));
        Assert.Equal(422, bad);
        Assert.Equal("Did you mean lapsing?", (string?)answer["errors"]![0]!["hint"]);
        Assert.Empty((await server.Get("definitions")).Body["items"]!.AsArray());

        var (good, live) = await server.Post(Samples.All);
        Assert.Equal((200, 1, 6), (good, (int)live["ruleset"]!, live["items"]!.AsArray().Count));
        Assert.Equal(3, (await server.Get("definitions?kind=template")).Body["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("definitions/segment/nobody", "unknown_definition")]
    [InlineData("definitions/segment/nobody/history", "unknown_definition")]
    [InlineData("definitions/segmnt/nobody", "unknown_kind")]
    [InlineData("definitions?kind=segmnt", "unknown_kind")]
    public async Task What_is_not_there_is_a_404_with_a_hint(string path, string code)
    {
        var (status, answer) = await server.Get(path);
        Assert.Equal((404, code), (status, (string?)answer["errors"]![0]!["code"]));
        Assert.NotNull((string?)answer["errors"]![0]!["hint"]);
    }

    [Fact]
    public async Task Bodies_that_are_too_large_or_no_text_are_refused()
    {
        var (large, answer) = await server.Send(HttpMethod.Put, "definitions/segment/a", new byte[DefinitionReader.MaxBytes + 1]);
        Assert.Equal((413, "too_large"), (large, (string?)answer["errors"]![0]!["code"]));
        var (damaged, _) = await server.Send(HttpMethod.Put, "definitions/segment/a", [0x73, 0xFF]);
        Assert.Equal(400, damaged);
        Assert.Equal(422, (await server.Send(HttpMethod.Put, "definitions/segment/a", [])).Status);
        Assert.Equal(422, (await server.Put("definitions/segment/A%20B", Buyers)).Status);
        Assert.Equal(422, (await server.Put("definitions/offer/a", Buyers)).Status);
    }
}
