using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Governance.Audit;
using Tandem.Governance.Documents;
using Tandem.Testing;

namespace Tandem.Server.Tests.Views;

/// <summary>Saved views over HTTP, by the real server on either store.</summary>
public abstract class ViewSuite : IAsyncLifetime
{
    private const string Views = "/api/v1/views";

    protected ServerProcess Server { get; set; } = null!;

    [Fact]
    public async Task A_view_is_saved_renamed_changed_and_removed_and_a_restart_forgets_nothing()
    {
        var (status, saved) = await Save("""{"page":"customers","name":" Quiet ones ","search":"?order=where&where=customer.traits.plan%20%3D%3D%20%22pro%22"}""");
        Assert.Equal(201, status);
        Assert.Equal(("customers", "Quiet ones", "order=where&where=customer.traits.plan%20%3D%3D%20%22pro%22", "api"), Parts(saved!));
        var id = (string)saved!["id"]!;
        await Save("""{"page":"customers","name":"everybody","search":"order=id"}""");
        await Save("""{"page":"messages","name":"Everybody","search":"status=sent"}""");

        Assert.Equal(["everybody", "Everybody", "Quiet ones"], await Names(Views));
        Assert.Equal(["everybody", "Quiet ones"], await Names($"{Views}?page=customers"));
        var (_, renamed) = await Server.Ask(HttpMethod.Put, $"{Views}/{id}", """{"name":"Loud ones"}""");
        Assert.Equal(("customers", "Loud ones", "order=where&where=customer.traits.plan%20%3D%3D%20%22pro%22", "api"), Parts(renamed!));
        var (_, changed) = await Server.Ask(HttpMethod.Put, $"{Views}/{id}", """{"search":"order=id&columns=customer"}""");
        Assert.Equal(("customers", "Loud ones", "order=id&columns=customer", "api"), Parts(changed!));

        await Restart();
        Assert.Equal(["everybody", "Loud ones"], await Names($"{Views}?page=customers"));
        Assert.Equal(204, (await Server.Ask(HttpMethod.Delete, $"{Views}/{id}")).Status);
        Assert.Equal((404, "unknown_view"), Refusal(await Server.Ask(HttpMethod.Delete, $"{Views}/{id}")));
        Assert.Equal((404, "unknown_view"), Refusal(await Server.Ask(HttpMethod.Put, $"{Views}/{id}", """{"name":"Again"}""")));
        // Its name is free again.
        Assert.Equal(201, (await Save("""{"page":"customers","name":"Loud ones","search":"order=id"}""")).Status);

        await Server.Stop();
        var trail = await WithDocuments(documents => new AuditLog(documents).Read(long.MaxValue, 100));
        Assert.Equal(["saved", "changed", "changed", "removed"], trail.Reverse().Where(record => record.Subjects.Contains($"view/{id}")).Select(record => record.Action));
        Assert.All(trail, record => Assert.DoesNotContain("ones", JsonSerializer.Serialize(record), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_is_given_once_on_a_page_whoever_asks_at_the_same_time()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Save($$"""{"page":"customers","name":"{{(number % 2 == 0 ? "Mine" : "MINE")}}","search":"order=id"}""")));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal((409, "exists"), Refusal(answer)));
        var (_, other) = await Save("""{"page":"customers","name":"Other"}""");
        var refused = await Server.Ask(HttpMethod.Put, $"{Views}/{other!["id"]}", """{"name":"mine"}""");
        Assert.Equal((409, "exists"), Refusal(refused));
        Assert.Equal("name", (string)refused.Body!["errors"]![0]!["path"]!);
        // Written otherwise it is the same view.
        Assert.Equal(200, (await Server.Ask(HttpMethod.Put, $"{Views}/{other["id"]}", """{"name":"OTHER"}""")).Status);
        Assert.Equal(2, (await Names(Views)).Count);
    }

    [Theory]
    [InlineData("""{"page":"customers","search":"order=id"}""", "bad_name", "name")]
    [InlineData("""{"page":"customers","name":"   "}""", "bad_name", "name")]
    [InlineData("""{"page":"customers","name":"two\nlines"}""", "bad_name", "name")]
    [InlineData("""{"page":"planets","name":"A"}""", "unknown_page", "page")]
    [InlineData("""{"name":"A"}""", "unknown_page", "page")]
    [InlineData("""{"page":"customers","name":"A","search":"search=two words"}""", "bad_search", "search")]
    [InlineData("""{"page":"customers","name":"A","search":"search=München"}""", "bad_search", "search")]
    [InlineData("""{"page":"customers","name":"A","search":"order=id#there"}""", "bad_search", "search")]
    public async Task What_no_view_can_be_is_refused_with_the_place(string body, string code, string path)
    {
        var answer = await Save(body);
        Assert.Equal((400, code), Refusal(answer));
        Assert.Equal(path, (string)Assert.Single(answer.Body!["errors"]!.AsArray())!["path"]!);
        Assert.Empty(await Names(Views));
    }

    [Fact]
    public async Task There_are_bounds_and_they_are_said()
    {
        Assert.Equal((400, "too_long"), Refusal(await Save($$"""{"page":"customers","name":"{{new string('n', 81)}}"}""")));
        Assert.Equal((400, "too_long"), Refusal(await Save($$"""{"page":"customers","name":"A","search":"{{new string('s', 4_001)}}"}""")));
        Assert.Equal((400, "unknown_page"), Refusal(await Server.Ask(HttpMethod.Get, $"{Views}?page=planets")));
        var everything = await Save("""{"page":"planets","name":"","search":"a b"}""");
        Assert.Equal(["page", "name", "search"], everything.Body!["errors"]!.AsArray().Select(error => (string)error!["path"]!));

        for (var number = 0; number < 200; number++) Assert.Equal(201, (await Save($$"""{"page":"customers","name":"{{new string('n', 70)}} {{number}}","search":"{{new string('s', 4_000)}}"}""")).Status);
        Assert.Equal((409, "too_many"), Refusal(await Save("""{"page":"customers","name":"One more"}""")));
        Assert.Equal(201, (await Save("""{"page":"messages","name":"One more"}""")).Status);
    }

    [Fact]
    public async Task They_are_in_a_backup_and_where_it_is_restored()
    {
        await Save("""{"page":"customers","name":"Quiet ones","search":"order=id"}""");
        var before = (await Server.Get(Views)).ToJsonString();
        await Server.Stop();
        using var restored = await Restored();
        Assert.Equal(before, (await restored.Get(Views)).ToJsonString());
        Assert.Equal((409, "exists"), Refusal(await restored.Ask(HttpMethod.Post, Views, """{"page":"customers","name":"Quiet ones"}""")));
    }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Kills the server and starts it on what is stored.</summary>
    protected abstract Task Restart();

    /// <summary>Brings what the stopped server left through a backup into another place, and starts a server there.</summary>
    protected abstract Task<ServerProcess> Restored();

    /// <summary>Looks at what is stored while no server runs.</summary>
    protected abstract Task<T> WithDocuments<T>(Func<IDocuments, T> read);

    private Task<(int Status, JsonNode? Body)> Save(string body) => Server.Ask(HttpMethod.Post, Views, body);

    private async Task<List<string>> Names(string path) => [.. (await Server.Get(path))["items"]!.AsArray().Select(view => (string)view!["name"]!)];

    private static (string Page, string Name, string Search, string By) Parts(JsonNode view) => ((string)view["page"]!, (string)view["name"]!, (string)view["search"]!, (string)view["by"]!);

    private static (int Status, string? Code) Refusal((int Status, JsonNode? Body) answer) => (answer.Status, (string?)answer.Body?["errors"]?[0]?["code"]);
}
