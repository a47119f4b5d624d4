namespace Tandem.Engine.Identities;

/// <summary>What a workspace says about one kind of identity.</summary>
/// <param name="Kind">The kind, such as <c>email</c> or <c>loyaltyCard</c>.</param>
/// <param name="Limits">In place of the default ones; null to keep those.</param>
/// <param name="Blocked">Values that identify nobody, besides <see cref="BlockedValues"/>; upper and lower case are the same.</param>
public sealed record IdentitySpec(string Kind, IReadOnlyList<IdentityLimit>? Limits, IReadOnlyList<string> Blocked);
