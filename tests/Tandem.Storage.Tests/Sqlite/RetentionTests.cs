using Tandem.Storage.Journal;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>What is older than the journal's retention goes, in whole parts.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly SealedJournal journal;

    public RetentionTests() => journal = new(folder);

    public async Task InitializeAsync()
    {
        await journal.Write(100);
        journal.Fold();
        await journal.Upkeep();
    }

    public async Task DisposeAsync()
    {
        await journal.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Parts_whose_time_is_over_go_and_the_journal_begins_later_also_after_a_restart()
    {
        var (before, files) = (journal.Look(), journal.Files);
        await Keep(TimeSpan.FromSeconds(60));
        var first = journal.Store.Journal.First;
        Assert.InRange(first.Value, 2, 82);
        Assert.Equal(files.Where(file => PartFormat.RangeOf(file)!.Value.Last >= first), journal.Files);
        Assert.True(journal.Store.Journal.Find([journal.Store.Journal.First])[0].At >= Tandem.Primitives.Instant.From(journal.Clock.Now - TimeSpan.FromSeconds(80)));
        for (var time = 0; time < 2; time++)
        {
            var now = journal.Look();
            Assert.EndsWith(now[0], before[0]);
            Assert.EndsWith(now[1], before[1]);
            Assert.Equal($"{first} 200", now[3]);
            Assert.StartsWith($"{first} ", now[0]);
            Assert.Equal([first.Value, 200], journal.Store.Journal.Find([new(1), new(first.Value - 1), first, new(200)]).Select(entry => entry.Position.Value));
            Assert.Equal(first, journal.Store.Journal.Parts()[0].First);
            await journal.Reopen();
        }
        await journal.Write(1);
        Assert.Equal(202, journal.Store.Journal.Last.Value);
        Assert.Equal(2, journal.Store.States.Waiting);
    }

    [Fact]
    public async Task The_newest_part_always_stays()
    {
        journal.Clock.Now += TimeSpan.FromDays(1_000);
        await Keep(TimeSpan.Zero);
        Assert.Single(journal.Files);
        await journal.Reopen();
        Assert.Single(journal.Files);
        await journal.Write(1);
        Assert.Equal(202, journal.Store.Journal.Last.Value);
    }

    [Fact]
    public async Task What_became_of_interactions_is_forgotten_with_them()
    {
        await journal.Write(100);
        journal.Fold();
        await journal.Upkeep();
        Assert.NotEmpty(journal.Store.States.LoadDispositions(new(1), new(200)));
        await Keep(TimeSpan.Zero);
        Assert.True(journal.Store.Journal.First.Value > 200);
        Assert.Empty(journal.Store.States.LoadDispositions(new(1), new(200)));
        Assert.NotEmpty(journal.Store.States.LoadDispositions(new(201), new(400)));
    }

    [Fact]
    public async Task Without_a_retention_everything_stays()
    {
        journal.Clock.Now += TimeSpan.FromDays(10_000);
        await journal.Upkeep();
        Assert.Equal(1, journal.Store.Journal.First.Value);
    }

    [Fact]
    public async Task Lost_states_that_cannot_be_folded_again_keep_the_store_from_opening()
    {
        await Keep(TimeSpan.FromSeconds(60));
        await journal.DisposeAsync();
        foreach (var file in Directory.GetFiles(folder.Path, "state.db*")) File.Delete(file);
        Assert.Contains("The states know nothing of positions 1 to", Assert.Throws<InvalidDataException>(() => journal.Store).Message);
    }

    [Fact]
    public async Task A_reading_that_has_begun_goes_on_after_what_goes()
    {
        await Keep(TimeSpan.FromHours(1));
        var seen = new List<long>();
        foreach (var entry in journal.Store.Journal.Read(default))
        {
            seen.Add(entry.Position.Value);
            if (seen.Count == 1) await Shorten();
        }
        Assert.Equal(200, seen[^1]);
        Assert.Equal(seen.Order(), seen);
        Assert.True(seen.Count < 200);

        async Task Shorten()
        {
            journal.Clock.Now += TimeSpan.FromDays(1);
            await journal.Upkeep();
        }
    }

    [Fact]
    public void A_negative_retention_is_refused_by_name() =>
        Assert.Contains("JournalRetention", Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { JournalRetention = TimeSpan.FromSeconds(-1) }.Validate()).Message);

    private async Task Keep(TimeSpan retention)
    {
        journal.Options = journal.Options with { JournalRetention = retention };
        await journal.Reopen();
        await journal.Upkeep();
    }
}
