using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;

namespace Tandem.Server.Sources;

/// <summary>Something that just came from a source: an interaction that was accepted, or an item that was not.</summary>
public abstract record LiveItem
{
    /// <param name="Token">By which the folded result can be waited for.</param>
    /// <param name="Count">How many interactions came with the same call.</param>
    public sealed record Accepted(Interaction Interaction, Receipt Token, int Count) : LiveItem
    {
        public ItemId Id => ItemId.Of(Interaction, Token, Count);
    }

    public sealed record Refused(Reject Reject) : LiveItem;
}
