using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>What a link to unsubscribe says: who, on which channel, at which address, because of which message.</summary>
public sealed record UnsubscribeToken(EntityId Customer, string Channel, string Address, string MessageKey);
