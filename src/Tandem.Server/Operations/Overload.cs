namespace Tandem.Server.Operations;

/// <summary>Counts what is turned away because too much waits, and tells when that begins and when it is over. Thread-safe.</summary>
/// <param name="clock">Real time, whatever the workspace's clock does.</param>
public sealed class Overload(TimeProvider clock, ILogger<Overload> log) : BackgroundService
{
    /// <summary>So long nothing must have been turned away for it to be over.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private long began, last, refused;
    private volatile bool isOn;

    public bool IsOn => isOn;

    /// <param name="waiting">How many entries wait to be folded.</param>
    public void Refused(long waiting)
    {
        lock (gate)
        {
            last = clock.GetTimestamp();
            refused = isOn ? refused + 1 : 1;
            if (isOn) return;
            (isOn, began) = (true, last);
            log.OverloadBegan(waiting);
        }
    }

    /// <summary>Looks whether it is over.</summary>
    public void Step()
    {
        if (!isOn) return;
        lock (gate)
        {
            if (!isOn || clock.GetElapsedTime(last) < Calm) return;
            isOn = false;
            log.OverloadEnded((long)clock.GetElapsedTime(began).TotalSeconds, refused);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken)) Step();
    }
}
