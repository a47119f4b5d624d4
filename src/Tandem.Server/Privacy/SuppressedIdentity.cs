using Tandem.Primitives;

namespace Tandem.Server.Privacy;

/// <summary>An identity that is kept out.</summary>
/// <param name="Mark">See <see cref="IdentityMarks"/>.</param>
/// <param name="Kind">Of the identity: <c>email</c>, <c>userId</c> …</param>
/// <param name="Reason">In words, of whoever asked for it.</param>
public sealed record SuppressedIdentity(string Mark, string Kind, Instant At, string Reason);
