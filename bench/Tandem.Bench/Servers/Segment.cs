namespace Tandem.Bench.Servers;

/// <summary>The figures of <c>/api/v1/segments/{name}</c> that are looked at here.</summary>
internal sealed record Segment(long Count, double Evaluated);
