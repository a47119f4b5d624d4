using Tandem.Governance.Definitions;

namespace Tandem.Governance.Tests.Definitions;

/// <summary>Segments have a text <c>is</c>; journeys name a segment that must be there and must not be <c>secret</c>.</summary>
internal sealed class OnlyKnownSegments(string kind) : IDefinitionValidator
{
    public string Kind => kind;

    public void Check(Ruleset ruleset, Findings findings)
    {
        foreach (var definition in ruleset.OfKind(kind))
        {
            var errors = findings.Of(definition);
            if (kind == "segment")
            {
                definition.Read(errors).Map("is").Required("is").Text();
                continue;
            }
            var name = definition.Read(errors).Map("segment").Required("segment");
            if (ruleset.Find("segment", name.Text()) is not { } segment) name.Fail("unknown_segment", $"There is no segment {name.Text()}.");
            else if (segment.Spec is Governance.Definitions.Nodes.MapNode map && map.Find("is") is Governance.Definitions.Nodes.ScalarNode { Text: "secret" }) name.Fail("secret", "Nobody may know.");
        }
    }
}
