using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>That a customer is to be erased.</summary>
/// <param name="Id">Tells requests apart, also those for one customer.</param>
/// <param name="Customer">As it was known when it was asked: an id that was merged since resolves.</param>
public sealed record ErasureRequest(string Id, EntityId Customer);
