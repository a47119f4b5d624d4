using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>Events of one name over a time before now. When one of them drops out of it, exactly so long after it happened, a rule's value can change.</summary>
public sealed record CountedWindow(string Event, Duration Window);
