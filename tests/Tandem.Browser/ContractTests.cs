using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Browser;

/// <summary>The console's types are made out of the approved document (<c>npm run types</c>), so a change of the API is seen in both.</summary>
[Collection(StageCollection.Name)]
public sealed class ContractTests(Stage stage)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_API_is_the_approved_one()
    {
        using var client = new HttpClient { BaseAddress = stage.Url, DefaultRequestHeaders = { { "Authorization", $"Bearer {ServerProcess.Token}" } } };
        await using var answer = await client.GetStreamAsync("/openapi/v1.json");
        var received = JsonSerializer.Serialize(await JsonSerializer.DeserializeAsync<JsonElement>(answer), Indented) + "\n";
        var approved = Path.Combine(Places.Root, "tests", "approved", "openapi.json");
        if (File.Exists(approved) && await File.ReadAllTextAsync(approved) == received) return;
        var place = Path.Combine(Places.Root, "artifacts", "openapi.received.json");
        await File.WriteAllTextAsync(place, received);
        Assert.Fail($"The API differs from the approved one. When that is meant: copy {place} over {approved} and run `npm run types` in src/Tandem.Console.");
    }
}
