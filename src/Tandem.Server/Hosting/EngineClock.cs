using Tandem.Primitives;
using Tandem.Storage.Clocks;

namespace Tandem.Server.Hosting;

/// <summary>
/// The server's time. Real time, unless it was started for a demo at another moment: then it runs from there at a speed
/// of its own, never backwards, and slows to real time at an end. Thread-safe.
/// </summary>
public sealed class EngineClock : TimeProvider
{
    private readonly TimeProvider real;
    private readonly Instant? until;
    private readonly Lock gate = new();
    private Instant start;
    private long startedAt;
    private double speed = 1;

    private EngineClock(TimeProvider real, Instant? start, Instant? until)
    {
        this.real = real;
        this.until = until;
        IsDemo = start is not null;
        this.start = start ?? default;
        startedAt = real.GetTimestamp();
    }

    /// <summary>Whether it tells another time than the real one.</summary>
    public bool IsDemo { get; }

    /// <summary>By which it goes where several processes share a database; else null.</summary>
    public DatabaseClock? Database => real as DatabaseClock;

    /// <summary>Seconds of this clock in a real second.</summary>
    public double Speed
    {
        get
        {
            lock (gate) return IsDemo ? SpeedAt(Elapsed()) : 1;
        }
    }

    public Instant Now => Instant.From(GetUtcNow());

    public static EngineClock Real(TimeProvider real) => new(real, null, null);

    /// <param name="until">From here on it runs at the speed of real time.</param>
    public static EngineClock Demo(TimeProvider real, Instant start, Instant? until) => new(real, start, until);

    /// <summary>Runs at another speed from now on; only for a demo.</summary>
    public void Run(double at)
    {
        if (!IsDemo) throw new InvalidOperationException("Only a demo's clock has a speed.");
        lock (gate)
        {
            start = Demo(Elapsed());
            startedAt = real.GetTimestamp();
            speed = at;
        }
    }

    /// <summary>Goes on from a later moment, such as the last one that was recorded before a restart; an earlier one changes nothing.</summary>
    public void GoOnFrom(Instant moment)
    {
        lock (gate)
        {
            if (!IsDemo || Demo(Elapsed()) >= moment) return;
            start = moment;
            startedAt = real.GetTimestamp();
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        if (!IsDemo) return real.GetUtcNow();
        lock (gate) return Demo(Elapsed()).ToDateTimeOffset();
    }

    private TimeSpan Elapsed() => real.GetElapsedTime(startedAt);

    private Instant Demo(TimeSpan elapsed)
    {
        var reached = start + Duration.FromSeconds(elapsed.TotalSeconds * speed);
        if (until is not { } end || reached <= end || speed <= 1) return reached;
        if (start >= end) return start + Duration.FromSeconds(elapsed.TotalSeconds);
        var atEnd = (end - start).Micros / 1_000_000d / speed;
        return end + Duration.FromSeconds(elapsed.TotalSeconds - atEnd);
    }

    private double SpeedAt(TimeSpan elapsed) => until is { } end && Demo(elapsed) >= end ? 1 : speed;
}
