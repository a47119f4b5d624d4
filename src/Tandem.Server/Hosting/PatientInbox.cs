using Tandem.Engine.Journal;

namespace Tandem.Server.Hosting;

internal static class PatientInbox
{
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);

    /// <summary>Accepts what the server itself has to say: while the engine is overloaded, the disk full or the database away it waits its turn instead of failing.</summary>
    public static async Task<Receipt> AcceptPatiently(this IInbox inbox, IReadOnlyList<Arrival> arrivals, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await inbox.Accept(arrivals);
            }
            catch (OverloadedException overloaded)
            {
                await Task.Delay(overloaded.RetryAfter, stopping);
            }
            catch (Exception wait) when (wait is StorageFullException or StorageUnavailableException)
            {
                await Task.Delay(WhileAway, stopping);
            }
        }
    }
}
