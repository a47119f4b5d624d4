using Tandem.Engine.Aggregates;
using Tandem.Engine.Journal;
using Tandem.Engine.Running;
using Tandem.Primitives;

namespace Tandem.Engine.Backfill;

/// <summary>Brings what was gathered to the customers of one shard: a page, and the next when it is folded.</summary>
internal sealed class PastDelivery(IShardView shard, IInbox inbox, int generation, IReadOnlyList<ulong> hashes, PastCollector collector, int customersPerPage)
{
    private const int BytesPerPage = 256 << 10;

    private readonly Sending sending = new(inbox, shard);
    private readonly ByteWriter bytes = new();
    private List<(EntityId Customer, CustomerTracks Tracks)>? pasts;
    private int next;
    private bool isSent;

    public bool IsOver => isSent && sending.IsOver;

    /// <summary>0 to 1.</summary>
    public double Progress => isSent ? 1 : pasts is null ? 0 : (double)next / pasts.Count;

    public bool Step()
    {
        if (sending.Retry()) return true;
        if (isSent || !sending.IsOver) return false;
        if (pasts is null)
        {
            // Where an earlier process got to.
            pasts = collector.Of(shard.Id, shard.Read(state => state.Head.Aggregates.BroughtUpTo(generation)));
        }
        var pieces = new List<PastPiece>();
        for (var size = 0; next < pasts.Count && pieces.Count < customersPerPage && size < BytesPerPage; next++)
        {
            bytes.Clear();
            pasts[next].Tracks.Write(bytes);
            pieces.Add(new(pasts[next].Customer, bytes.ToArray()));
            size += bytes.Length;
        }
        isSent = next == pasts.Count;
        var page = new PastPage(generation, hashes, isSent ? EntityId.LastOf(shard.Id) : pieces[^1].Customer, pieces);
        sending.Send(EntryKind.Past, page.ToBytes());
        return true;
    }
}
