using Tandem.Primitives;

namespace Tandem.Testing;

/// <summary>A machine's clock: its date may be wrong, and may be set at any time, while its timestamps count what passes.</summary>
public sealed class MachineClock(WorldClock world) : TimeProvider
{
    /// <summary>How far its date is ahead; negative where it is behind.</summary>
    public Duration Ahead { get; set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => world.Now.Micros;

    public override DateTimeOffset GetUtcNow() => (world.Now + Ahead).ToDateTimeOffset();
}
