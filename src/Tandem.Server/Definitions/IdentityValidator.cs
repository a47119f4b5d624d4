using Tandem.Governance.Definitions;

namespace Tandem.Server.Definitions;

/// <summary>Kinds of identities: each is spoken of once.</summary>
public sealed class IdentityValidator : IDefinitionValidator
{
    public string Kind => DefinitionKinds.Identity;

    public void Check(Ruleset ruleset, Findings findings)
    {
        foreach (var same in ruleset.OfKind(Kind).GroupBy(definition => IdentityReader.Read(definition, findings.Of(definition)).Kind))
        {
            if (same.Count() == 1) continue;
            var last = same.MaxBy(definition => definition.Ruleset)!;
            var other = same.First(definition => definition.Name != last.Name);
            last.Read(findings.Of(last)).Fail("duplicate_kind", $"The definition {other.Name} speaks of {same.Key} already.", $"Change {other.Name} instead.");
        }
    }
}
