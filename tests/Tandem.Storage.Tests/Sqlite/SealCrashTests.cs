using Tandem.Storage.Journal;
using Tandem.Storage.Memory;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>The process ends at each point of sealing and of retention: nothing is lost, nothing is there twice.</summary>
public sealed class SealCrashTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<TempFolder> copies = [];

    public void Dispose()
    {
        folder.Dispose();
        copies.ForEach(copy => copy.Dispose());
    }

    public static TheoryData<int, int> Crashes()
    {
        var crashes = new TheoryData<int, int>();
        foreach (var point in Enum.GetValues<SealPoint>().Where(point => point != SealPoint.Rewritten))
            for (var time = 1; time <= 2; time++)
                crashes.Add((int)point, time);
        return crashes;
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task After_a_crash_at_any_point_the_journal_is_whole(int point, int time)
    {
        var reached = 0;
        await using var journal = new SealedJournal(folder);
        journal.Options = journal.Options with
        {
            JournalRetention = point >= (int)SealPoint.Shortened ? TimeSpan.FromSeconds(5) : null,
            Reached = at =>
            {
                if (at != (SealPoint)point || ++reached != time) return;
                copies.Add(folder.Copy());
                throw new SimulatedCrashException(null);
            },
        };
        await journal.Write(100);
        journal.Fold();
        var before = journal.Look();
        await Assert.ThrowsAsync<SimulatedCrashException>(journal.Upkeep);

        await using var after = new SealedJournal(copies[0]);
        after.Clock.Now = journal.Clock.Now;
        Assert.EndsWith(after.Look()[0], before[0]);
        if (point < (int)SealPoint.Shortened) Assert.Equal(before, after.Look());
        Assert.Equal(0, after.Store.States.Waiting);
        await after.Upkeep();
        var (first, parts) = (after.Store.Journal.First, after.Store.Journal.Parts());
        Assert.Equal(first, parts[0].First);
        Assert.DoesNotContain(after.Files, file => file.EndsWith(PartFormat.TemporaryExtension, StringComparison.Ordinal));
        Assert.Equal(parts.Take(after.Files.Length).Select(PartFormat.NameOf), after.Files.Select(Path.GetFileName));
        Assert.EndsWith(after.Look()[0], before[0]);
        await after.Write(1);
        Assert.Equal(202, after.Store.Journal.Last.Value);
    }
}
