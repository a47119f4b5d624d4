using Microsoft.Extensions.Logging;
using Tandem.Server.Operations;

namespace Tandem.Server.Tests.Operations;

/// <summary>When accepting stops and goes on, and what is said of it.</summary>
public sealed class StorageHealthTests
{
    private const long MiB = 1 << 20;

    private readonly SteppedTime time = new();
    private readonly EventLog log = new();
    private readonly StorageHealth health;

    public StorageHealthTests() => health = new(100 * MiB, time, log);

    [Fact]
    public void Accepting_stops_below_the_reserve_and_goes_on_a_quarter_above_it()
    {
        health.Look(100 * MiB);
        Assert.Null(health.Refusal);
        health.Look(100 * MiB - 1);
        Assert.Contains("nearly full", health.Refusal);
        health.Look(124 * MiB);
        Assert.Contains("124 MiB are free", health.Refusal);
        health.Look(125 * MiB);
        Assert.Null(health.Refusal);
        health.Look(110 * MiB);
        Assert.Null(health.Refusal);
        Assert.Equal(["accepting_stopped", "accepting_resumed"], log.Events);
    }

    [Fact]
    public void A_checkpoint_that_finds_no_room_stops_accepting_until_checkpoints_pass_for_a_while()
    {
        health.Look(1_000 * MiB);
        for (var tries = 0; tries < 5; tries++) health.Failed(StorageTask.Checkpoints, "No room.");
        Assert.Equal("No room.", health.Refusal);
        health.Wrote(StorageTask.Checkpoints);
        health.Look(1_000 * MiB);
        Assert.NotNull(health.Refusal);
        time.Pass(TimeSpan.FromSeconds(2));
        health.Failed(StorageTask.Checkpoints, "No room.");
        time.Pass(TimeSpan.FromSeconds(2));
        health.Wrote(StorageTask.Checkpoints);
        health.Look(1_000 * MiB);
        Assert.NotNull(health.Refusal);
        time.Pass(TimeSpan.FromSeconds(2));
        health.Look(1_000 * MiB);
        Assert.Null(health.Refusal);
        Assert.Equal(["waiting_began", "accepting_stopped", "waiting_ended", "accepting_resumed"], log.Events);
    }

    [Fact]
    public void A_message_that_waits_stops_nobody_from_sending()
    {
        health.Look(1_000 * MiB);
        health.Failed(StorageTask.Messages, "No room.");
        Assert.Null(health.Refusal);
        Assert.Equal("No room.", health.Trouble(StorageTask.Messages));
    }

    [Fact]
    public void A_task_that_has_nothing_more_to_write_is_well_after_a_minute()
    {
        health.Failed(StorageTask.Rejects, "No room.");
        time.Pass(TimeSpan.FromSeconds(59));
        health.Look(1_000 * MiB);
        Assert.NotNull(health.Trouble(StorageTask.Rejects));
        time.Pass(TimeSpan.FromSeconds(1));
        health.Look(1_000 * MiB);
        Assert.Null(health.Trouble(StorageTask.Rejects));
    }

    private sealed class EventLog : ILogger<StorageHealth>
    {
        public List<string?> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Add(eventId.Name);
    }

    private sealed class SteppedTime : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => now += time.Ticks;

        public override long GetTimestamp() => now;
    }
}
