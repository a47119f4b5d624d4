namespace Tandem.Server.Segments;

/// <summary>How large a segment was.</summary>
/// <param name="From">What was asked for; later where nothing was recorded before.</param>
/// <param name="Resolution"><c>minute</c>, <c>hour</c> or <c>day</c>: how far points are from each other while a server runs.</param>
/// <param name="Points">In order of time. A point that is further from the one before than the resolution says stands after a time in which nothing was recorded: no server ran, or its store was full or away.</param>
/// <param name="RecordedSince">The first point of all; null where there is none yet.</param>
public sealed record SegmentSizes(string Name, DateTimeOffset From, DateTimeOffset To, string Resolution, IReadOnlyList<SegmentSize> Points, SegmentNow Now, DateTimeOffset? RecordedSince);

/// <summary>A point.</summary>
/// <param name="At">When it was recorded, by the workspace's time.</param>
/// <param name="Count">Customers in it then.</param>
/// <param name="Entered">How often somebody entered it since the point before, also those who a new definition found; null for the first of all points.</param>
/// <param name="Left">How often somebody left it since then. Customers who were joined or erased change the count without leaving.</param>
/// <param name="Seconds">Since the point before; null for the first of all.</param>
public sealed record SegmentSize(DateTimeOffset At, long Count, long? Entered, long? Left, double? Seconds);

/// <param name="Count">Customers in it now.</param>
public sealed record SegmentNow(DateTimeOffset At, long Count);
