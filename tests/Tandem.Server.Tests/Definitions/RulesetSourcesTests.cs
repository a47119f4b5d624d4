using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Journeys;
using Tandem.Governance.Definitions;
using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;
using Tandem.Server.Definitions;

namespace Tandem.Server.Tests.Definitions;

public sealed class RulesetSourcesTests
{
    private readonly DefinitionLibrary library;
    private readonly DefinitionGate gate;

    public RulesetSourcesTests()
    {
        var documents = new MemoryDocuments();
        library = new(documents);
        gate = new(documents, library, [new SegmentValidator(), new JourneyValidator(), new CampaignValidator(), new TemplateValidator(), new IdentityValidator()]);
        Publish(Samples.All);
    }

    [Fact]
    public void The_engine_gets_what_the_sides_wrote()
    {
        var source = RulesetSources.Of(library.Latest, library);

        Assert.Equal(1, source.Number);
        Assert.Equal("""events("Order Completed").count() >= 1 && events("Order Completed").within("90d").none()""", Assert.Single(source.Segments).Expression);
        var campaign = Assert.Single(source.Campaigns);
        Assert.Equal("lapsing", campaign.Audience);
        Assert.Equal([new Arm("mens", "email", "mens-mail", 2), new Arm("womens", "email", "win-back", 1), new Arm("control", null, null, 1)], campaign.Arms);
        Assert.Equal([new Goal("visit", "Site Visited", Duration.FromDays(14), null), new Goal("purchase", "Order Completed", Duration.FromDays(14), "total")], campaign.Goals);
        var template = source.Templates.Single(template => template.Name == "win-back");
        Assert.Equal((TemplatePurpose.Marketing, "Shop <shop@example.com>", "{{customer.traits.firstName}}, we miss you", null), (template.Purpose, template.From, template.Subject, template.Text));
        Engine.Rulesets.Ruleset.Compile(source);
    }

    [Fact]
    public void Steps_without_a_name_get_one_of_their_kind_and_a_number()
    {
        var journey = Assert.Single(RulesetSources.Of(library.Latest, library).Journeys);

        Assert.Equal((new Trigger.OnSegment("lapsing"), Reentry.Once, 1), (journey.Trigger, journey.Reentry, journey.Version));
        Assert.Equal(new Step.Wait("a-day", Duration.FromDays(1)), journey.Steps[0]);
        var branch = Assert.IsType<Step.Branch>(journey.Steps[1]);
        Assert.Equal(("branch-1", "in_segment(\"lapsing\")"), (branch.Id, branch.If));
        Assert.Equal(new Step.Send("send-1", "email", "win-back"), Assert.Single(branch.Then));
        Assert.Equal(new Step.Exit("exit-1"), Assert.Single(branch.Else));
        Assert.Equal([new Step.Wait("wait-1", Duration.FromHours(2)), new Step.Send("send-2", "email", "receipt")], journey.Steps.Skip(2));
    }

    [Fact]
    public void Old_versions_of_journeys_stay_so_that_walks_can_finish()
    {
        Publish("kind: journey\nmetadata: { name: win-back }\nspec: { trigger: { event: Order Completed, where: 'event.properties.total > 100.0' }, steps: [ { exit: true } ] }");

        var source = RulesetSources.Of(library.Latest, library);

        Assert.Equal([1, 2], source.Journeys.Select(journey => journey.Version));
        Assert.Equal(2, Assert.Single(source.LiveJourneys).Version);
        Assert.Equal(new Trigger.OnEvent("Order Completed", "event.properties.total > 100.0"), source.Journeys[1].Trigger);
        Engine.Rulesets.Ruleset.Compile(source);
    }

    [Fact]
    public void A_ruleset_of_the_past_stays_as_it_was()
    {
        var before = RulesetSources.Of(library.RulesetAt(1)!, library);
        Publish(Samples.All.Replace("90d", "30d").Replace("wait: 1d", "wait: 3d"));

        var again = RulesetSources.Of(library.RulesetAt(1)!, library);

        Assert.Equal(before.Segments, again.Segments);
        Assert.Single(again.Journeys);
        Assert.Equal(before.Journeys[0].Steps[0], again.Journeys[0].Steps[0]);
        Assert.NotEqual(before.Segments, RulesetSources.Of(library.Latest, library).Segments);
    }

    private void Publish(string text)
    {
        var published = gate.Publish(gate.Reader.ReadMany(text).Value, "ann", default);
        Assert.True(published.IsOk, string.Join("\n", published.Errors));
    }
}
