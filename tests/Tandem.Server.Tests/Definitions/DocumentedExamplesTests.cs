using System.Text.RegularExpressions;
using Tandem.Governance.Definitions;
using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;
using Tandem.Server.Definitions;

namespace Tandem.Server.Tests.Definitions;

/// <summary>What the documentation shows is published as a reader would do it: block after block, from the top of the page.</summary>
public sealed partial class DocumentedExamplesTests
{
    [Theory]
    [InlineData("docs/segments-journeys-campaigns.md", "campaign journey segment template")]
    [InlineData("docs/connect.md", "identity")]
    public void Every_example_of_the_page_goes_live(string page, string kinds)
    {
        var documents = new MemoryDocuments();
        var gate = new DefinitionGate(documents, new(documents), [new SegmentValidator(), new JourneyValidator(), new CampaignValidator(), new TemplateValidator(), new IdentityValidator()]);
        var published = new List<string>();

        foreach (Match block in Blocks().Matches(File.ReadAllText(Path.Combine(Root(), page))))
        {
            var text = block.Groups[1].Value;
            var outcome = gate.Reader.ReadMany(text).Then(drafts => gate.Publish(drafts, "reader", new Instant(0)));
            Assert.True(outcome.IsOk, $"{string.Join('\n', outcome.Errors)}\nin\n{text}");
            published.AddRange(((PublishOutcome.Live)outcome.Value).Definitions.Select(definition => definition.Kind));
        }

        Assert.Equal(kinds.Split(' '), published.Distinct().Order());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside of the repository.");
    }

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
