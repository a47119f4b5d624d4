using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Backfill;

/// <summary>Sends one shard one entry at a time, and knows when it is folded. Where the engine is overloaded, it is sent again later.</summary>
internal sealed class Sending(IInbox inbox, ShardRunner runner)
{
    private Arrival arrival;
    private Task<Position>? accepting;

    /// <summary>Nothing was sent, or what was sent is folded.</summary>
    public bool IsOver
    {
        get
        {
            if (accepting is null) return true;
            if (!accepting.IsCompleted) return false;
            if (accepting.IsFaulted && accepting.Exception.InnerException is OverloadedException or StorageFullException)
            {
                accepting = Accept();
                return false;
            }
            if (runner.Folded < accepting.GetAwaiter().GetResult()) return false;
            accepting = null;
            return true;
        }
    }

    public void Send(EntryKind kind, byte[] payload)
    {
        arrival = new(runner.Id, kind, payload);
        accepting = Accept();
    }

    private Task<Position> Accept()
    {
        try
        {
            return inbox.Accept([arrival]).AsTask();
        }
        catch (Exception busy) when (busy is OverloadedException or StorageFullException)
        {
            return Task.FromException<Position>(busy);
        }
    }
}
