using System.Text;
using Tandem.Engine.Erasure;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Journal;
using Tandem.Storage.Memory;
using Tandem.Testing;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>Entries are erased where they stand, in sealed parts and in <c>journal.db</c>, whatever happens meanwhile.</summary>
public sealed class RewriteTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<TempFolder> copies = [];

    public void Dispose()
    {
        folder.Dispose();
        copies.ForEach(copy => copy.Dispose());
    }

    [Fact]
    public async Task What_is_erased_is_gone_from_every_file_and_all_else_is_as_it_was()
    {
        await using var journal = await Written(folder);
        var (before, upTo) = (journal.Store.Journal.Read(default).ToList(), journal.Store.Journal.Last);
        Assert.True(journal.Files.Length > 2);
        Assert.True(journal.Store.Journal.Parts()[^1].Last > new Position(journal.Files.Length));
        Assert.NotEmpty(Holding("name 3"));

        var changed = journal.Store.Rewriter.Rewrite(upTo, Change, Untold);
        Assert.Equal(before.Count(IsTheirs), changed);
        IsRewritten(before, journal.Store);
        Clean(journal);
        await journal.Reopen();

        IsRewritten(before, journal.Store);
        Assert.Empty(Holding("name 3"));
        Assert.NotEmpty(Holding("name 4"));
        Assert.Equal(0, journal.Store.Rewriter.Rewrite(upTo, Change, Untold));
        // It goes on: what follows is sealed and read as ever.
        await journal.Write(60);
        journal.Fold();
        await journal.Upkeep();
        IsRewritten(before, journal.Store);
    }

    [Fact]
    public async Task Nothing_is_rewritten_that_may_be_folded_again()
    {
        await using var journal = await Written(folder);
        await journal.Write(2);
        Assert.Null(journal.Store.Rewriter.Rewrite(journal.Store.Journal.Last, Change, Untold));
    }

    [Fact]
    public async Task What_is_being_sealed_is_erased_too()
    {
        await using var journal = new SealedJournal(folder);
        await journal.Write(100);
        journal.Fold();
        // A part is begun, and not ended.
        while (!journal.Files.Any(file => file.EndsWith(PartFormat.TemporaryExtension, StringComparison.Ordinal))) Assert.True(journal.Store.Upkeep.Step());
        var before = journal.Store.Journal.Read(default).ToList();
        journal.Store.Rewriter.Rewrite(journal.Store.Journal.Last, Change, Untold);
        await journal.Upkeep();

        IsRewritten(before, journal.Store);
    }

    [Theory]
    [InlineData((int)SealPoint.Written, 1)]
    [InlineData((int)SealPoint.Synced, 2)]
    [InlineData((int)SealPoint.Named, 1)]
    [InlineData((int)SealPoint.Named, 2)]
    [InlineData((int)SealPoint.Rewritten, 1)]
    [InlineData((int)SealPoint.Rewritten, 3)]
    [InlineData((int)SealPoint.Rewritten, 100)]
    public async Task After_a_crash_at_any_point_every_entry_is_whole_and_the_next_try_ends_it(int point, int time)
    {
        var (reached, isRewriting) = (0, false);
        await using var journal = new SealedJournal(folder);
        journal.Options = journal.Options with
        {
            Reached = at =>
            {
                if (!isRewriting || at != (SealPoint)point || ++reached != time) return;
                copies.Add(folder.Copy());
                throw new SimulatedCrashException(null);
            },
        };
        await Write(journal);
        var before = journal.Store.Journal.Read(default).ToList();
        RewriteTally? tally = null;
        isRewriting = true;
        try
        {
            journal.Store.Rewriter.Rewrite(journal.Store.Journal.Last, Change, Tell);
            // There were not so many: the end is a point, too.
            copies.Add(folder.Copy());
        }
        catch (SimulatedCrashException)
        {
        }

        await using var after = new SealedJournal(copies[0]);
        after.Clock.Now = journal.Clock.Now;
        var read = after.Store.Journal.Read(default).ToList();
        Assert.Equal(before.Count, read.Count);
        foreach (var (old, now) in before.Zip(read)) Assert.True(IsSame(old, now) || (IsTheirs(old) && now.Kind == EntryKind.Erased), $"{old.Position}");
        after.Store.Rewriter.Rewrite(after.Store.Journal.Last, Change, Tell);
        IsRewritten(before, after.Store);
        Assert.Equal(before.Count(IsTheirs), tally!.Total);
        Assert.DoesNotContain(after.Files, file => file.EndsWith(PartFormat.TemporaryExtension, StringComparison.Ordinal));

        void Tell(Position first, long count) => tally = RewriteTally.Next(tally, first, count);
    }

    private static void Untold(Position first, long count)
    {
    }

    /// <summary>Those of the interactions named <c>name 3</c>.</summary>
    private static bool IsTheirs(Entry entry) => entry.Kind == EntryKind.Interaction && Encoding.UTF8.GetString(entry.Payload.Span).Contains("name 3", StringComparison.Ordinal);

    private static (EntryKind, ReadOnlyMemory<byte>)? Change(Entry entry) => IsTheirs(entry) ? (EntryKind.Erased, new ErasedEntry(entry.Kind).ToBytes()) : null;

    private static bool IsSame(in Entry left, in Entry right) =>
        (left.Position, left.Shard, left.At, left.Kind) == (right.Position, right.Shard, right.At, right.Kind) && left.Payload.Span.SequenceEqual(right.Payload.Span);

    private static void IsRewritten(List<Entry> before, Tandem.Storage.Sqlite.EmbeddedStore store)
    {
        var read = store.Journal.Read(default).Take(before.Count).ToList();
        Assert.Equal(before.Count, read.Count);
        foreach (var (old, now) in before.Zip(read))
            Assert.True(IsTheirs(old) ? (old.Position, old.Shard, old.At, EntryKind.Erased) == (now.Position, now.Shard, now.At, now.Kind) : IsSame(old, now), $"{old.Position}");
        var names = new HashSet<string> { "name 3", "name 4" };
        Assert.DoesNotContain(store.Journal.Parts().SelectMany(part => store.Journal.ReadInteractions(part, names)), one => one.Name == "name 3" && one.Position <= before[^1].Position);
    }

    private static async Task<SealedJournal> Written(TempFolder folder)
    {
        var journal = new SealedJournal(folder);
        await Write(journal);
        return journal;
    }

    /// <summary>Parts, and rows that are not enough for another.</summary>
    private static async Task Write(SealedJournal journal)
    {
        await journal.Write(100);
        journal.Fold();
        await journal.Upkeep();
        await journal.Write(10);
        journal.Fold();
        journal.Store.Snapshots.Take();
        journal.Store.Snapshots.RemoveAll();
    }

    private static void Clean(SealedJournal journal)
    {
        var customer = new Tandem.Engine.Erasure.ErasedCustomer([], journal.Store.Journal.Last);
        foreach (var erasable in journal.Store.Erasables.With(new ErasureRequests(), []).Where(one => one.Name is "files")) Assert.NotNull(erasable.Erase(new("e", default), customer));
    }

    /// <summary>The files in which a text stands; parts as they are when they are read.</summary>
    private List<string> Holding(string text)
    {
        var (found, wanted) = (new List<string>(), Encoding.UTF8.GetBytes(text));
        foreach (var path in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock"))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var holds = bytes.AsSpan().IndexOf(wanted) >= 0;
            if (PartFormat.RangeOf(path) is { } range)
            {
                using var part = new JournalPart(path, range).Open()!;
                var entries = new List<Entry>();
                for (var chunk = 0; chunk < part.Chunks.Length; chunk++) part.Read(chunk, default, entries);
                holds |= entries.Exists(entry => entry.Payload.Span.IndexOf(wanted) >= 0);
            }
            if (holds) found.Add(path);
        }
        return found;
    }
}
