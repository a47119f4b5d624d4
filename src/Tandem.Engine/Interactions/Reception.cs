using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>What the edge knows of a request beside its bytes.</summary>
/// <param name="Source">The number of the source that the write key names.</param>
/// <param name="ReceivedAt">When the request arrived.</param>
/// <param name="NewMessageId">Makes a unique id for an item that came without one; at most <see cref="TrackingLimits.MessageIdLength"/> characters.</param>
public readonly record struct Reception(int Source, Instant ReceivedAt, Func<string> NewMessageId);
