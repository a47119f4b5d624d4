using Tandem.Engine.Journal;
using Tandem.Server.Operations;

namespace Tandem.Server.Delivery;

/// <summary>Drives the effect runner as long as the server runs.</summary>
internal sealed class DeliveryLoop(EffectRunner runner, StorageHealth storage) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), AfterTrouble = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (await Step(stopping) is { } wait) await Task.Delay(wait, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is not sent waits for its next start.
        }
    }

    /// <returns>How long to wait before the next step; null for not at all.</returns>
    private async ValueTask<TimeSpan?> Step(CancellationToken stopping)
    {
        try
        {
            var idle = await runner.Step(stopping) == 0;
            if (!idle) storage.Wrote(StorageTask.Messages);
            return idle ? Idle : null;
        }
        catch (OverloadedException overloaded)
        {
            return overloaded.RetryAfter;
        }
        catch (StorageUnavailableException)
        {
            // The engine tells of it.
            return AfterTrouble;
        }
        catch (StorageFullException full)
        {
            storage.Failed(StorageTask.Messages, full);
            return AfterTrouble;
        }
    }
}
