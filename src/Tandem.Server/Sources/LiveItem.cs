using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;

namespace Tandem.Server.Sources;

/// <summary>Something that just came from a source: an interaction that was accepted, or an item that was not.</summary>
public abstract record LiveItem
{
    /// <param name="Token">By which the folded result can be waited for.</param>
    /// <param name="Id">Names it for ever.</param>
    public sealed record Accepted(Interaction Interaction, Receipt Token, ItemId Id) : LiveItem;

    public sealed record Refused(Reject Reject) : LiveItem;
}
