using Tandem.Engine.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>Arrivals that wait to become durable together.</summary>
internal sealed class JournalRequest(IReadOnlyList<Arrival> arrivals, int bytes, bool isSend)
{
    private readonly TaskCompletionSource<Receipt> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Arrival> Arrivals => arrivals;

    public int Bytes => bytes;

    /// <summary>
    /// Messages between shards: they are never turned away, and a failed write keeps them for the next try, because the
    /// shard that sent them has gone on and they must arrive in order.
    /// </summary>
    public bool IsSend => isSend;

    public Task<Receipt> Task => completion.Task;

    /// <summary>Tries that failed; changed under the writer's lock.</summary>
    public int Failures { get; set; }

    /// <summary>The last position of its arrivals, while they are being written.</summary>
    public long Last { get; set; }

    public void Complete() => completion.TrySetResult(new(Last));

    public void Fail(Exception why)
    {
        completion.TrySetException(why);
        // Messages have no caller who awaits the task; whoever commits is told by the writer.
        _ = completion.Task.Exception;
    }
}
