using Tandem.Engine.Segments;
using Tandem.Expressions;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>Segments as written: <c>expression</c>.</summary>
public static class SegmentReader
{
    /// <summary>Right only where no error was added.</summary>
    public static SegmentSpec Read(Definition definition, References references, ErrorList errors) => Read(definition, references, errors, out _);

    /// <param name="reads">The names of the segments that it reads.</param>
    public static SegmentSpec Read(Definition definition, References references, ErrorList errors, out IReadOnlyCollection<string> reads)
    {
        var (text, read) = references.Rule(definition.Read(errors).Map("expression").Required("expression"), RuleScope.Segment);
        reads = read is null ? [] : read.Segments;
        return new(definition.Name, text);
    }
}
