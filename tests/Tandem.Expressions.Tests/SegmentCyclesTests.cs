namespace Tandem.Expressions.Tests;

public sealed class SegmentCyclesTests
{
    [Theory]
    [InlineData("a: true; b: in_segment('a'); c: in_segment('a') && in_segment('b')", "")]
    [InlineData("a: in_segment('a')", "a → a")]
    [InlineData("lapsing: !in_segment('regular'); regular: customer.traits.age > 3 || in_segment('lapsing')", "lapsing → regular → lapsing")]
    [InlineData("a: in_segment('b'); b: in_segment('c'); c: in_segment('b') && in_segment('gone'); d: in_segment('a')", "b → c → b")]
    [InlineData("a: in_segment('b'); b: in_segment('a'); c: in_segment('d'); d: in_segment('c') || in_segment('a')", "a → b → a, c → d → c")]
    public void Segments_that_read_each_other_are_named_in_the_order_of_reading(string segments, string cycles)
    {
        var reads = segments.Split("; ").Select(segment => segment.Split(": ")).ToDictionary(
            segment => segment[0],
            segment => (IReadOnlyCollection<string>)Rule.Compile(segment[1], RuleScope.Segment).Value.Reads.Segments);
        Assert.Equal(cycles, string.Join(", ", SegmentCycles.In(reads).Select(cycle => string.Join(" → ", [.. cycle, cycle[0]]))));
    }
}
