using Tandem.Engine.Journal;
using Tandem.Engine.Running;

namespace Tandem.Engine.Backfill;

/// <summary>
/// Sends one shard one entry at a time, and knows when it is folded. Where the engine is overloaded, the disk full or the
/// database away it is sent again later; in the last case it may then be there twice, which every such entry bears.
/// </summary>
internal sealed class Sending(IInbox inbox, IShardView shard)
{
    private Arrival arrival;
    private Task<Receipt>? accepting;

    /// <summary>Nothing was sent, or what was sent is folded.</summary>
    public bool IsOver
    {
        get
        {
            if (accepting is null) return true;
            if (!accepting.IsCompleted || WasTurnedAway || !shard.HasFolded(accepting.GetAwaiter().GetResult())) return false;
            accepting = null;
            return true;
        }
    }

    /// <summary>Sends again what was turned away; false where nothing was, or it is turned away again.</summary>
    public bool Retry()
    {
        if (!WasTurnedAway) return false;
        accepting = Accept();
        return !accepting.IsFaulted;
    }

    private bool WasTurnedAway => accepting is { IsFaulted: true } failed && failed.Exception.InnerException is OverloadedException or StorageFullException or StorageUnavailableException;

    public void Send(EntryKind kind, byte[] payload)
    {
        arrival = new(shard.Id, kind, payload);
        accepting = Accept();
    }

    private Task<Receipt> Accept()
    {
        try
        {
            return inbox.Accept([arrival]).AsTask();
        }
        catch (Exception busy) when (busy is OverloadedException or StorageFullException or StorageUnavailableException)
        {
            return Task.FromException<Receipt>(busy);
        }
    }
}
