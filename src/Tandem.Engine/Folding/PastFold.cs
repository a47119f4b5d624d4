using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Journal;

namespace Tandem.Engine.Folding;

/// <summary>Puts a piece of the past under what a customer did since.</summary>
internal static class PastFold
{
    public static void Bring(FoldStep step, Customer customer, PastPage page, in PastPiece piece)
    {
        var kept = step.State.Head.Aggregates;
        SegmentFold.Upgrade(step, customer);
        var past = CustomerTracks.Read(piece.Tracks);
        past.Keep(step.Rules.Aggregates, step.Generations);
        customer.Tracks.Merge(past, step.Rules.Aggregates, step.Now);
        // The piece came from a shard where this past is not whole, to one where it is: nobody else is decided anew here.
        if (page.Aggregates.Any(hash => kept.Kept.TryGetValue(hash, out var aggregate) && aggregate.IsWhole))
            SegmentFold.Decide(step, customer, step.Rules.Segments.All, null, quietly: true);
        step.State.Touch(customer);
    }
}
