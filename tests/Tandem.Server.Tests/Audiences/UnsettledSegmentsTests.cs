using Tandem.Engine.Backfill;
using Tandem.Expressions;
using Tandem.Server.Audiences;

namespace Tandem.Server.Tests.Audiences;

/// <summary>A count over segments that are not worked out says so.</summary>
public sealed class UnsettledSegmentsTests
{
    [Theory]
    [InlineData("in_segment('b') || in_segment('a')", RestaterPhase.Bringing, 0.5, "a, b is still being worked out: 55% is done")]
    [InlineData("in_segment('a')", RestaterPhase.Deciding, 1, "99% is done")]
    [InlineData("in_segment('a')", RestaterPhase.Done, 1, null)]
    [InlineData("customer.traits.age > 1", RestaterPhase.Reading, 0, null)]
    public void Only_a_rule_that_names_segments_waits_for_them(string rule, RestaterPhase phase, double share, string? says)
    {
        var told = UnsettledSegments.In(Rule.Compile(rule, RuleScope.Segment).Value.Reads, new(phase, share)).ToList();
        if (says is null) Assert.Empty(told);
        else Assert.Contains(says, Assert.Single(told).Message);
    }
}
