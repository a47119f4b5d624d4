using Tandem.Expressions;
using Tandem.Governance.Definitions;

namespace Tandem.Server.Definitions;

/// <summary>Segments: their rules compile, name segments that there are, and do not go in circles.</summary>
public sealed class SegmentValidator : IDefinitionValidator
{
    public string Kind => DefinitionKinds.Segment;

    public void Check(Ruleset ruleset, Findings findings)
    {
        var references = new References(ruleset);
        var reads = new Dictionary<string, IReadOnlyCollection<string>>();
        foreach (var definition in ruleset.OfKind(Kind))
        {
            SegmentReader.Read(definition, references, findings.Of(definition), out var read);
            reads.Add(definition.Name, read);
        }
        foreach (var circle in SegmentCycles.In(reads))
        {
            // Whatever was changed last closed it.
            var last = circle.Select(name => ruleset.Find(Kind, name)!).MaxBy(definition => definition.Ruleset)!;
            var path = string.Join(" → ", circle.SkipWhile(name => name != last.Name).Concat(circle.TakeWhile(name => name != last.Name)).Append(last.Name));
            last.Read(findings.Of(last)).Map("expression").Required("expression").Fail("circle", $"Segments read each other in a circle: {path}.", "Let one of them say it without in_segment(…).");
        }
    }
}
