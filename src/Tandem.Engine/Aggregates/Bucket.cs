namespace Tandem.Engine.Aggregates;

/// <summary>The events of one bucket.</summary>
/// <param name="Number">Its place in the grid: the time of its events divided by the grid's width.</param>
/// <param name="OldestTime">When its oldest event happened.</param>
/// <param name="Oldest">What is kept of that event.</param>
internal record struct Bucket<TKept>(long Number, long OldestTime, TKept Oldest, Figures Figures) where TKept : struct, IKept<TKept>;
