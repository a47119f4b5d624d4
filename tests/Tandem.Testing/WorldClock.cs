using Tandem.Primitives;

namespace Tandem.Testing;

/// <summary>Time that moves only when a test says so.</summary>
public sealed class WorldClock(Instant start) : TimeProvider
{
    public Instant Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
