using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>An address that gets nothing on a channel, whatever its owner consents to.</summary>
/// <param name="Address">In the normal form of its kind of identity.</param>
/// <param name="Reason">In words: <c>bounced: 550 …</c>, or what somebody wrote.</param>
/// <param name="By">Who put it there: <c>engine</c>, or a person.</param>
public sealed record Suppression(string Channel, string Address, string Reason, Instant At, string By);
