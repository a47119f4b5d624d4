using Tandem.Engine.Journal;

namespace Tandem.Server.Hosting;

/// <summary>The store's inbox, which also wakes the fold when something came in.</summary>
internal sealed class WakingInbox(IInbox inner, FoldSignal signal) : IInbox
{
    public async ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        var receipt = await inner.Accept(arrivals);
        signal.Wake();
        return receipt;
    }
}

/// <summary>Lets the workers of the fold sleep while there is nothing to do.</summary>
internal sealed class FoldSignal
{
    // Without spinning: a server with nothing to do should cost nothing.
    private readonly ManualResetEventSlim wake = new(false, spinCount: 0);
    private int sleeping;

    public void Wake()
    {
        // Waking costs; while everybody works there is nobody to wake.
        if (Volatile.Read(ref sleeping) > 0) wake.Set();
    }

    /// <summary>Sleeps until it is woken, at most this long: the time is the truth, the waking a hint.</summary>
    public void Sleep(TimeSpan most)
    {
        Interlocked.Increment(ref sleeping);
        wake.Wait(most);
        wake.Reset();
        Interlocked.Decrement(ref sleeping);
    }
}
