namespace Tandem.Server.Segments;

/// <summary>How segments overlap: of every combination that occurs, how many customers are in exactly these of them.</summary>
/// <param name="Method"><c>exact</c>: everybody was looked at; <c>sample</c>: as many as the time allowed, at random.</param>
/// <param name="Customers">Customers in all.</param>
/// <param name="Scanned">How many were looked at.</param>
/// <param name="At">The moment that the answer is for.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Segments">In the order in which they were named.</param>
/// <param name="Combinations">Those of which anybody was seen, most frequent first.</param>
/// <param name="None">Customers who are in none of them.</param>
public sealed record SegmentOverlap(
    string Method, long Customers, long Scanned, DateTimeOffset At, double Seconds, IReadOnlyList<OverlapSegment> Segments, IReadOnlyList<OverlapCombination> Combinations, OverlapCount None);

/// <param name="Count">Customers in it, whatever else they are in; always exact.</param>
public sealed record OverlapSegment(string Name, string Title, long Count);

/// <param name="Segments">Customers are in each of these, and in no other of those that were asked for.</param>
/// <inheritdoc cref="OverlapCount"/>
public sealed record OverlapCombination(IReadOnlyList<string> Segments, long Count, long Low, long High);

/// <param name="Count">How many; of a sample the estimate.</param>
/// <param name="Low">The lower end of the 95% interval; the count where that is exact.</param>
/// <param name="High">The upper end.</param>
public sealed record OverlapCount(long Count, long Low, long High);
