using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>The identity by which a customer is found for ever, merged ones included; null where there is no such customer.</summary>
public delegate Identity? FindAnchor(EntityId customer);
