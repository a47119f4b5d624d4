using Tandem.Engine.Journal;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// The one writer of the journal. While it makes some calls durable, further ones gather, and it takes them all in its
/// next transaction (group commit): the more callers, the fewer syncs for each.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    /// <summary>A transaction ends when it has this many bytes, so that no caller waits long for the many others.</summary>
    private const int MaxTransaction = 4 << 20;

    private readonly Lock gate = new();
    private readonly AutoResetEvent wake = new(false);
    private readonly JournalAppender appender;
    private readonly ShardQueues queues;
    private readonly EmbeddedOptions options;
    private readonly Thread thread;
    private List<JournalRequest> pending = [];
    private int pendingEntries;
    private long pendingBytes;
    private StorageFullException? lastFailure;
    private Exception? broken;
    private bool stopping;

    public JournalWriter(JournalAppender appender, ShardQueues queues, EmbeddedOptions options)
    {
        (this.appender, this.queues, this.options) = (appender, queues, options);
        thread = new(Run) { IsBackground = true, Name = "journal writer" };
        thread.Start();
    }

    /// <summary>Puts arrivals in line; they are durable when the task completes.</summary>
    public Task<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        var request = new JournalRequest(arrivals, Measure(arrivals), isSend: false);
        lock (gate)
        {
            ThrowIfOver();
            if (queues.Waiting + pendingEntries >= options.MaxWaiting)
                throw new OverloadedException($"{queues.Waiting + pendingEntries} entries wait already, and {options.MaxWaiting} may.", TimeSpan.FromSeconds(1));
            if (queues.BytesInMemory >= options.MaxWaitingBytes)
                throw new OverloadedException($"{queues.BytesInMemory} bytes of entries wait already, and {options.MaxWaitingBytes} may.", TimeSpan.FromSeconds(1));
            if (pendingBytes >= options.MaxUnwrittenBytes)
                throw new OverloadedException($"{pendingBytes} bytes wait for the disk already, and {options.MaxUnwrittenBytes} may.", TimeSpan.FromSeconds(1));
            Enqueue(request);
        }
        wake.Set();
        return request.Task;
    }

    /// <summary>Puts messages between shards in line, whatever waits already.</summary>
    public JournalRequest Send(IReadOnlyList<Arrival> messages)
    {
        // A copy: the sender does not wait, and may use its list again.
        var request = new JournalRequest([.. messages], Measure(messages), isSend: true);
        lock (gate)
        {
            ThrowIfOver();
            Enqueue(request);
        }
        wake.Set();
        return request;
    }

    /// <summary>Waits until sent messages are durable.</summary>
    /// <exception cref="StorageFullException">A try that was made while waiting failed. The messages stay in line.</exception>
    public void AwaitDurable(JournalRequest request)
    {
        int failures;
        lock (gate) failures = request.Failures;
        wake.Set();
        while (Task.WaitAny([request.Task], millisecondsTimeout: 50) < 0)
            lock (gate)
                if (request.Failures > failures && lastFailure is { } why)
                    throw new StorageFullException(why.Message, why);
        request.Task.GetAwaiter().GetResult();
    }

    /// <summary>Has rows taken out of the file: those that are sealed now. Done beside the writing.</summary>
    public void Trim(JournalTrim trim, PositionRange range)
    {
        trim.Want(range);
        wake.Set();
    }

    /// <summary>Arrivals that wait for the disk, in bytes.</summary>
    public long UnwrittenBytes => Volatile.Read(ref pendingBytes);

    public void Dispose()
    {
        lock (gate) stopping = true;
        wake.Set();
        thread.Join();
        wake.Dispose();
    }

    private static int Measure(IReadOnlyList<Arrival> arrivals)
    {
        var bytes = 0;
        for (var i = 0; i < arrivals.Count; i++) bytes += arrivals[i].Payload.Length + 8;
        return bytes;
    }

    private void ThrowIfOver()
    {
        if (broken is not null) throw new InvalidDataException($"The journal is not written any more. {broken.Message}", broken);
        ObjectDisposedException.ThrowIf(stopping, typeof(EmbeddedStore));
    }

    private void Enqueue(JournalRequest request)
    {
        pending.Add(request);
        pendingEntries += request.Arrivals.Count;
        pendingBytes += request.Bytes;
    }

    private void Run()
    {
        while (true)
        {
            // After a failure only messages are left in line: they are tried again each second, or when somebody asks.
            wake.WaitOne(lastFailure is null ? Timeout.Infinite : 1_000);
            while (Step())
            {
            }
            lock (gate)
                if (stopping && (pending.Count == 0 || lastFailure is not null || broken is not null)) break;
        }
        lock (gate)
            foreach (var request in pending) request.Fail(new ObjectDisposedException(nameof(EmbeddedStore)));
    }

    /// <summary>Makes what waits durable, as far as one transaction goes; false when nothing waited or it failed.</summary>
    private bool Step()
    {
        List<JournalRequest> writing;
        lock (gate)
        {
            if (broken is not null) return false;
            writing = pending.Count > 0 ? TakePending() : [];
        }
        try
        {
            if (writing.Count == 0) return appender.Trim();
            var entries = appender.Write(writing);
            lock (gate)
            {
                Forget(writing);
                queues.Publish(entries);
            }
            lastFailure = null;
        }
        catch (StorageFullException full)
        {
            return Undo(writing, full);
        }
        catch (InvalidDataException damaged)
        {
            lock (gate)
            {
                broken = damaged;
                writing.AddRange(pending);
                pending = [];
            }
            foreach (var request in writing) request.Fail(damaged);
            return false;
        }
        foreach (var request in writing) request.Complete();
        return true;
    }

    private List<JournalRequest> TakePending()
    {
        var (count, bytes) = (0, 0L);
        while (count < pending.Count && bytes < MaxTransaction) bytes += pending[count++].Bytes;
        if (count == pending.Count)
        {
            var all = pending;
            pending = [];
            return all;
        }
        var some = pending.GetRange(0, count);
        pending.RemoveRange(0, count);
        return some;
    }

    /// <returns>Whether others wait to be tried at once.</returns>
    private bool Undo(List<JournalRequest> writing, StorageFullException full)
    {
        lock (gate)
        {
            var kept = writing.FindAll(request => request.IsSend);
            var failed = writing.FindAll(request => !request.IsSend);
            foreach (var request in kept) request.Failures++;
            pending.InsertRange(0, kept);
            Forget(failed);
            lastFailure = full;
            foreach (var request in failed) request.Fail(full);
            return pending.Exists(request => !request.IsSend);
        }
    }

    private void Forget(List<JournalRequest> requests)
    {
        foreach (var request in requests)
        {
            pendingEntries -= request.Arrivals.Count;
            pendingBytes -= request.Bytes;
        }
    }
}
