using Tandem.Governance.Definitions;
using Tandem.Server.Definitions;
using Tandem.Storage.Sqlite;

namespace Tandem.Server.Tests.Definitions;

public sealed class EmbeddedDefinitionsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-definitions-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Definitions_are_there_again_when_the_store_is_opened_again()
    {
        await using (var store = Open())
        {
            var gate = Gate(store, out _);
            Assert.True(gate.Publish(gate.Reader.ReadMany(Samples.All).Value, "ann", default).IsOk);
            Assert.True(gate.Publish(gate.Reader.ReadMany(Samples.All.Replace("90d", "30d")).Value, "ann", default).IsOk);
        }

        await using var again = Open();
        var publishing = Gate(again, out var library);
        Assert.Equal((2, 6), (library.Latest.Number, library.Latest.Definitions.Count));
        Assert.Contains("90d", RulesetSources.Of(library.RulesetAt(1)!, library).Segments[0].Expression);
        Assert.Contains("30d", RulesetSources.Of(library.Latest, library).Segments[0].Expression);
        var twice = Assert.IsType<PublishOutcome.Live>(publishing.Publish(publishing.Reader.ReadMany(Samples.All.Replace("90d", "30d")).Value, "ann", default).Value);
        Assert.Equal((2, false), (twice.Ruleset, twice.Changed));
    }

    private EmbeddedStore Open() => EmbeddedStore.Open(folder.FullName, TimeProvider.System, new EmbeddedOptions());

    private static DefinitionGate Gate(EmbeddedStore store, out DefinitionLibrary library) =>
        new(store.Documents, library = new(store.Documents), [new SegmentValidator(), new JourneyValidator(), new CampaignValidator(), new TemplateValidator(), new IdentityValidator()]);
}
