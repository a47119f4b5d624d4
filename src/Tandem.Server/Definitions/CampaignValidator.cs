using Tandem.Governance.Definitions;

namespace Tandem.Server.Definitions;

/// <summary>Campaigns: their arms and goals read well, and the segment and templates that they name are there.</summary>
public sealed class CampaignValidator : IDefinitionValidator
{
    public string Kind => DefinitionKinds.Campaign;

    public void Check(Ruleset ruleset, Findings findings)
    {
        var references = new References(ruleset);
        foreach (var definition in ruleset.OfKind(Kind)) CampaignReader.Read(definition, references, findings.Of(definition));
    }
}
