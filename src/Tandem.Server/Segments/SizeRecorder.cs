using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Segments;

/// <summary>Notes the sizes of all segments once a minute of the workspace's time. Of several processes the eldest does it.</summary>
internal sealed class SizeRecorder(SizeBook book, IEngine engine, DefinitionLibrary library, EngineClock clock, Eldest eldest) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private Instant? tidied;

    /// <summary>Looks once; answers whether anything was noted.</summary>
    public bool Step()
    {
        var now = clock.Now;
        if (!book.Record(now, Sizes)) return false;
        if (tidied is not { } before || SizeResolution.Hour.Differ(before, now))
        {
            book.Tidy(Names(), now);
            tidied = now;
        }
        return true;
    }

    /// <summary>All segments as they are now.</summary>
    public IReadOnlyDictionary<string, SizePoint> Sizes()
    {
        var counts = new[] { CountNames.Segment(""), CountNames.SegmentEntered(""), CountNames.SegmentLeft("") }
            .SelectMany(kind => engine.Counts(kind + "/")).ToDictionary(count => count.Name, count => (long)count.Value, StringComparer.Ordinal);
        return Names().ToDictionary(name => name, name => new SizePoint(
            default, counts.GetValueOrDefault(CountNames.Segment(name)), counts.GetValueOrDefault(CountNames.SegmentEntered(name)), counts.GetValueOrDefault(CountNames.SegmentLeft(name))), StringComparer.Ordinal);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (eldest.IsThis) Step();
            }
            catch (Exception exception) when (exception is IOException or StorageUnavailableException)
            {
                // A gap in the points says so; whoever keeps customers' states tells of the store.
            }
        }
    }

    private IEnumerable<string> Names() => library.List(DefinitionKinds.Segment).Select(definition => definition.Name);
}
