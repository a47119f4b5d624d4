using Tandem.Governance.Definitions;

namespace Tandem.Server.Definitions;

/// <summary>Journeys: their steps and rules read well, and the segments and templates that they name are there.</summary>
public sealed class JourneyValidator : IDefinitionValidator
{
    public string Kind => DefinitionKinds.Journey;

    public void Check(Ruleset ruleset, Findings findings)
    {
        var references = new References(ruleset);
        foreach (var definition in ruleset.OfKind(Kind)) JourneyReader.Read(definition, references, findings.Of(definition));
    }
}
