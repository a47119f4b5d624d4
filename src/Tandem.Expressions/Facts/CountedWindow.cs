using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>A count that a rule reads: interactions of that name, over that time before now.</summary>
public sealed record CountedWindow(string Event, Duration Window);
