using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Simulate.Cluster;

/// <summary>A process's clock: ahead of the others by a little, and by the same time in all it measures.</summary>
internal sealed class ClusterClock(WorldClock world, Duration ahead) : TimeProvider
{
    public Instant Now => world.Now + ahead;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => Now.Micros;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
