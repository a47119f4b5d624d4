using Tandem.Storage.Sqlite;

namespace Tandem.Server.Operations;

/// <summary>
/// What an embedded store tells of its own threads. It is open before there is a log; what it says until then stands on
/// standard error. Thread-safe.
/// </summary>
public sealed class StoreReports
{
    private volatile StorageHealth? health;
    private volatile ILogger? log;

    /// <summary>From here on it is logged.</summary>
    public void Attach(StorageHealth storage, ILogger logger) => (health, log) = (storage, logger);

    public void Damaged(string trouble)
    {
        if (log is { } there) there.StoreDamaged(trouble);
        else Console.Error.WriteLine($"tandem: {trouble}");
    }

    /// <param name="failure">Null where it was written.</param>
    public void Wrote(StoreTask task, string? failure)
    {
        var named = task switch
        {
            StoreTask.Logs => StorageTask.Logs,
            _ => StorageTask.Upkeep,
        };
        if (failure is null) health?.Wrote(named);
        else health?.Failed(named, failure);
    }
}
