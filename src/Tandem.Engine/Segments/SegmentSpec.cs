namespace Tandem.Engine.Segments;

/// <summary>A segment as defined: the customers for whom an expression holds.</summary>
/// <param name="Name">Its name among segments.</param>
/// <param name="Expression">The rule, in the segment scope (customer and past; no event, no <c>now</c>).</param>
public sealed record SegmentSpec(string Name, string Expression);
