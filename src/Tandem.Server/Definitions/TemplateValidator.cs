using Tandem.Governance.Definitions;

namespace Tandem.Server.Definitions;

/// <summary>Templates: their fields compile, and marketing lets the customer go.</summary>
public sealed class TemplateValidator : IDefinitionValidator
{
    public string Kind => DefinitionKinds.Template;

    public void Check(Ruleset ruleset, Findings findings)
    {
        foreach (var definition in ruleset.OfKind(Kind)) TemplateReader.Read(definition, findings.Of(definition));
    }
}
