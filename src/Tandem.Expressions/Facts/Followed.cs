using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>
/// <c>.followed_by(events("B"), "7d")</c>: keeps the events after which one of these came, by its timestamp later and at
/// most so much later. Negated: those whose time for it is over by now without one.
/// </summary>
public sealed record Followed(EventSelection Events, Duration Within, bool IsNegated);
