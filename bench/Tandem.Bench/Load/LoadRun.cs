using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tandem.Bench.Load;

/// <summary>A number of connections that each send one request after another, as fast as answers come or as the plan says.</summary>
internal sealed class LoadRun
{
    private static int runs;

    private readonly LoadPlan plan;
    private readonly IPEndPoint address;
    private readonly byte[] name = Encoding.ASCII.GetBytes(Interlocked.Increment(ref runs).ToString("D8", CultureInfo.InvariantCulture));
    private readonly List<TimeSpan> latencies = [];
    private readonly CancellationToken cancelled;
    private readonly Stopwatch watch = new();
    private long claimed, answered, unanswered, heldOff;
    private Exception? fault;
    private volatile bool ended;

    private LoadRun(LoadPlan plan, IPEndPoint address, CancellationToken cancelled) => (this.plan, this.address, this.cancelled) = (plan, address, cancelled);

    /// <summary>Interactions answered so far.</summary>
    public long Answered => Volatile.Read(ref answered);

    /// <summary>Begins a load on threads of its own; the task completes when all of it was answered.</summary>
    public static (LoadRun Run, Task<LoadResult> Result) Begin(LoadPlan plan, IPEndPoint address, CancellationToken cancelled)
    {
        var run = new LoadRun(plan, address, cancelled);
        return (run, Task.Factory.StartNew(run.Finish, cancelled, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    /// <summary>Lets what is under way be answered, and sends no more.</summary>
    public void End() => ended = true;

    private LoadResult Finish()
    {
        watch.Start();
        var threads = Enumerable.Range(0, plan.Connections).Select(number => new Thread(() => Drive(number), 256 << 10) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var elapsed = watch.Elapsed;
        cancelled.ThrowIfCancellationRequested();
        if (fault is not null) throw new InvalidOperationException($"The load broke off: {fault.Message}", fault);
        latencies.Sort();
        return new(answered, unanswered, heldOff, elapsed, [.. latencies]);
    }

    private void Drive(int number)
    {
        var (sent, mine) = (0, new List<TimeSpan>());
        try
        {
            using var connection = new Connection(address);
            var requests = plan.Requests();
            var variety = new Variety(plan, name, HashCode.Combine(number, name[^1]));
            for (var next = number; !ended && !cancelled.IsCancellationRequested && Volatile.Read(ref fault) is null; next++)
            {
                var request = requests[next % requests.Count];
                var first = Interlocked.Add(ref claimed, request.Interactions) - request.Interactions;
                if (plan.Interactions is { } all && first >= all) break;
                var began = Await(first);
                if (plan.Interactions is null && watch.Elapsed >= plan.Time) break;
                request.Patch(first, DateTime.UtcNow, variety);
                sent = request.Interactions;
                Send(connection, request, began, mine);
                sent = 0;
            }
        }
        catch (SocketException) when (plan.MayBreak)
        {
            Interlocked.Add(ref unanswered, sent);
        }
        catch (Exception broken) when (broken is SocketException or InvalidDataException)
        {
            Volatile.Write(ref fault, broken);
        }
        lock (latencies) latencies.AddRange(mine);
    }

    /// <summary>
    /// Waits until it is an interaction's turn; answers from when on its answer is awaited. That is when its turn was, where
    /// no connection was free then: who has to wait because others are slow waits all the same.
    /// </summary>
    private TimeSpan? Await(long number)
    {
        if (plan.PerSecond is not { } rate) return null;
        var turn = TimeSpan.FromSeconds(number / rate);
        var early = turn - watch.Elapsed;
        if (early <= TimeSpan.Zero) return turn;
        cancelled.WaitHandle.WaitOne(early + TimeSpan.FromMilliseconds(1));
        return null;
    }

    private void Send(Connection connection, Request request, TimeSpan? since, List<TimeSpan> mine)
    {
        while (true)
        {
            var started = since ?? watch.Elapsed;
            var answer = connection.Send(request.Bytes);
            if (answer.Status == 200)
            {
                mine.Add(watch.Elapsed - started);
                Interlocked.Add(ref answered, request.Interactions);
                return;
            }
            if (answer.Status != 429) throw new InvalidDataException($"{answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
            Interlocked.Increment(ref heldOff);
            if (cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(answer.RetryAfter))) return;
        }
    }
}
