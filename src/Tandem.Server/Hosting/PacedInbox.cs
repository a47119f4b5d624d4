using Tandem.Engine.Journal;

namespace Tandem.Server.Hosting;

/// <summary>
/// Makes senders of interactions wait a little while the fold is behind, instead of taking more until they must be
/// refused: what waits lies in memory, and it is collected at great cost when it lies there for long.
/// </summary>
/// <remarks>A sender waits at most a second, before anything of it is durable. What the engine says to itself never waits.</remarks>
internal sealed class PacedInbox(IInbox inner, Func<long> waits) : IInbox
{
    /// <summary>So many may wait before senders do: less than half a second of work.</summary>
    private const int Unhindered = 20_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(1);

    public async ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count > 0 && arrivals[0].Kind == EntryKind.Interaction)
            for (var waited = TimeSpan.Zero; waits() > Unhindered && waited < Patience; waited += Look) await Task.Delay(Look);
        return await inner.Accept(arrivals);
    }
}
