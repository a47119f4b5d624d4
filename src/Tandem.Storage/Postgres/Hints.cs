using Npgsql;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Tells the processes on a database that something was accepted, so that its shards' owners need not look all the time. A
/// hint: it may be lost, and whoever waits for it looks now and then all the same. At most one in <see cref="Every"/> from a
/// process, and never in the transaction that accepts: PostgreSQL lets those that notify commit one after another.
/// </summary>
internal sealed class Hints(NpgsqlDataSource database)
{
    private const string Channel = "tandem_accepted";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20), AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim due = new(0, 1);

    /// <summary>Something was accepted.</summary>
    public void Tell()
    {
        if (due.CurrentCount > 0) return;
        try
        {
            due.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another caller was faster, which is as good.
        }
    }

    /// <summary>Sends what was told, until it is stopped.</summary>
    public async Task Send(CancellationToken stopping)
    {
        await Forever(stopping, async () =>
        {
            await due.WaitAsync(stopping);
            await using var notify = database.CreateCommand($"NOTIFY {Channel}");
            await notify.ExecuteNonQueryAsync(stopping);
            await Task.Delay(Every, stopping);
        });
    }

    /// <summary>Calls at each hint of any process, until it is stopped.</summary>
    public async Task Hear(Action heard, CancellationToken stopping)
    {
        await Forever(stopping, async () =>
        {
            await using var connection = await database.OpenConnectionAsync(stopping);
            connection.Notification += (_, _) => heard();
            await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(stopping);
            while (true) await connection.WaitAsync(stopping);
        });
    }

    private static async Task Forever(CancellationToken stopping, Func<Task> work)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException)
            {
                // The database is away. Whoever folds tells of it.
                await Task.Delay(AfterTrouble, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }
}
