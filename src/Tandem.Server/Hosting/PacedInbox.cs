using Tandem.Engine.Journal;
using Tandem.Server.Operations;

namespace Tandem.Server.Hosting;

/// <summary>
/// Makes senders of interactions wait a little while the fold is behind, instead of taking more until they must be
/// refused: what waits lies in memory, and it is collected at great cost when it lies there for long. While the disk is
/// full it takes nothing from outside.
/// </summary>
/// <remarks>A sender waits at most a second, before anything of it is durable. What the engine says to itself never waits.</remarks>
/// <param name="waits">How many entries wait to be folded; 0 where that is not known without asking.</param>
/// <param name="maxWaiting">How many entries may wait before they are refused.</param>
internal sealed class PacedInbox(IInbox inner, Func<long> waits, int maxWaiting, StorageHealth storage, Overload overload) : IInbox
{
    /// <summary>So many may wait before senders do: less than half a second of work.</summary>
    private readonly int unhindered = Math.Min(20_000, maxWaiting / 10);

    /// <summary>What may wait here. What a sender waits with lies in memory, too, several times as large as its bytes.</summary>
    private const long MaxPacedBytes = 64 << 20;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(1);

    private long paced;

    public async ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count > 0 && arrivals[0].Kind == EntryKind.Interaction)
        {
            if (storage.Refusal is { } full) throw new StorageFullException(full);
            if (waits() > unhindered) await Pace(arrivals);
        }
        try
        {
            return await inner.Accept(arrivals);
        }
        catch (StorageFullException full)
        {
            storage.Failed(StorageTask.Journal, full);
            throw;
        }
        catch (OverloadedException)
        {
            overload.Refused(waits());
            throw;
        }
    }

    private async Task Pace(IReadOnlyList<Arrival> arrivals)
    {
        var bytes = 0L;
        for (var i = 0; i < arrivals.Count; i++) bytes += arrivals[i].Payload.Length;
        try
        {
            if (Interlocked.Add(ref paced, bytes) > MaxPacedBytes)
            {
                overload.Refused(waits());
                throw new OverloadedException($"{waits()} entries wait to be folded, and too many senders wait already to add to them.", Patience);
            }
            for (var waited = TimeSpan.Zero; waits() > unhindered && waited < Patience; waited += Look) await Task.Delay(Look);
        }
        finally
        {
            Interlocked.Add(ref paced, -bytes);
        }
    }
}
