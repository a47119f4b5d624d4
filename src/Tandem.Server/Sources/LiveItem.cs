using Tandem.Engine.Interactions;
using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>Something that just came from a source: an interaction that was accepted, or an item that was not.</summary>
public abstract record LiveItem
{
    /// <param name="Token">The position by which the folded result can be waited for.</param>
    public sealed record Accepted(Interaction Interaction, Position Token) : LiveItem;

    public sealed record Refused(Reject Reject) : LiveItem;
}
