using System.Diagnostics;
using Tandem.Server.Hosting;

namespace Tandem.Server.Audiences;

/// <summary>Lets at most a few questions about everybody run at once, beside the traffic and not in its way. Thread-safe.</summary>
internal sealed class AudienceDesk(IEngine engine) : IDisposable
{
    /// <summary>So many questions at once.</summary>
    public const int AtOnce = 2;

    /// <summary>A checkpoint for so few entries is hardly noticed; what is more is stored within a second anyway.</summary>
    private const int FewEntries = 2_000;

    private static readonly TimeSpan SettleFor = TimeSpan.FromMilliseconds(100), WaitFor = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim gate = new(AtOnce);

    /// <summary>Asks a question of what is stored; null where too many are under way.</summary>
    /// <param name="question">Gets when the call came, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public async Task<T?> Ask<T>(Func<long, T> question, CancellationToken cancelled)
        where T : class
    {
        if (!await gate.WaitAsync(WaitFor, cancelled)) return null;
        try
        {
            var began = Stopwatch.GetTimestamp();
            await Freshen(cancelled);
            // Long work without a pause: not on a thread that others wait for.
            return await Task.Run(() => question(began), cancelled);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Waits for what is under way, but not long, and has it stored where that is little: states are those of the last checkpoints.</summary>
    public async Task Freshen(CancellationToken cancelled)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        patience.CancelAfter(SettleFor);
        try
        {
            await engine.Settle(patience.Token);
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            // What comes faster than it is folded is counted a little later.
        }
        if (engine.Owned.Sum(runner => (long)runner.SinceCheckpoint) <= FewEntries) engine.Checkpoint();
    }

    public void Dispose() => gate.Dispose();
}
