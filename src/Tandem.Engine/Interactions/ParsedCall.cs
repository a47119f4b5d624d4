using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>What a request held: the items that are interactions, and those that are not, each in the order sent.</summary>
public sealed record ParsedCall(IReadOnlyList<AcceptedItem> Accepted, IReadOnlyList<RejectedItem> Rejected);

/// <summary>An interaction and its stored form. The interaction's body is the last part of <paramref name="Payload"/>, not a copy.</summary>
public readonly record struct AcceptedItem(Interaction Interaction, ReadOnlyMemory<byte> Payload);

/// <summary>An item that cannot be an interaction.</summary>
/// <param name="Index">Its place in the batch, from 0; null for a single call.</param>
/// <param name="Errors">At least one: what is wrong, where (<c>batch[3].userId</c>), and what would be right.</param>
/// <param name="Body">The item as it was sent, cut after <see cref="TrackingLimits.CallBytes"/>.</param>
/// <param name="Around">What stood around the batch and holds for the item, as the fields of an object: <c>"sentAt":"…","context":{…}</c>. Empty for a single call.</param>
public sealed record RejectedItem(int? Index, IReadOnlyList<Error> Errors, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Around = default);
