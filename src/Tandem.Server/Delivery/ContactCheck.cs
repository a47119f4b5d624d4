using Tandem.Engine.Effects;

namespace Tandem.Server.Delivery;

/// <summary>
/// Whether a customer may still be contacted, now that the message is about to go out: who unsubscribed while it waited
/// gets nothing more. One of <see cref="Engine.Policies.ContactPolicy.Reasons"/>, or null when it may be sent. Called
/// from many threads.
/// </summary>
public delegate string? ContactCheck(MessageEffect effect, TemplatePurpose purpose);
