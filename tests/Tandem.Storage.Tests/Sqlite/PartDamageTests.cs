using Tandem.Storage.Journal;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>A sealed part that is damaged, cut short, gone or at a wrong place is named with its positions and never read past.</summary>
public sealed class PartDamageTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly SealedJournal journal;

    public PartDamageTests() => journal = new(folder);

    public async Task InitializeAsync()
    {
        await journal.Write(100);
        journal.Fold();
        await journal.Upkeep();
        await journal.DisposeAsync();
        Assert.True(journal.Files.Length >= 3);
    }

    public async Task DisposeAsync()
    {
        await journal.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_flipped_byte_is_found_by_opening_or_by_reading_what_it_is_of()
    {
        var path = journal.Files[1];
        var range = PartFormat.RangeOf(path)!.Value;
        var whole = File.ReadAllBytes(path);
        for (var at = 0; at < whole.Length; at += at < PartFormat.HeaderSize || at > whole.Length - 200 ? 1 : 13)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 0x40;
            File.WriteAllBytes(path, bytes);
            var damage = Assert.Throws<InvalidDataException>(() => journal.Look());
            Assert.Contains(path, damage.Message);
            var seen = new List<long>();
            await journal.DisposeAsync();
            // The reserved bytes of the header belong to its checksum too: whatever is flipped, nothing after it is shown.
            Assert.Throws<InvalidDataException>(() => seen.AddRange(journal.Store.Journal.Read(new(range.First.Value - 1)).Select(entry => entry.Position.Value)));
            await journal.DisposeAsync();
        }
        File.WriteAllBytes(path, whole);
        Assert.Equal(200, journal.Store.Journal.Read(default).Count());
    }

    [Fact]
    public async Task Damaged_payloads_do_not_hide_the_heads_and_are_named_when_they_are_asked_for()
    {
        var path = journal.Files[1];
        var bytes = File.ReadAllBytes(path);
        bytes[PartFormat.HeaderSize + 5] ^= 1;
        File.WriteAllBytes(path, bytes);
        var range = PartFormat.RangeOf(path)!.Value;
        var past = journal.Store.Journal.ReadInteractions(range, Enumerable.Range(0, 7).Select(i => $"name {i}").ToHashSet()).ToList();
        Assert.Equal(range.Count / 2, past.Count);
        var damage = Assert.Throws<InvalidDataException>(() => past[0].Payload);
        Assert.Contains($"{path}: the part of positions {range.First} to", damage.Message);
        Assert.NotEqual(0, past[^1].Payload.Length);
        await journal.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(87)]
    [InlineData(-100)]
    [InlineData(-32)]
    [InlineData(-1)]
    public void A_part_that_is_cut_short_is_named_when_the_journal_opens(int length)
    {
        var path = journal.Files[1];
        using (var file = File.OpenWrite(path)) file.SetLength(length >= 0 ? length : file.Length + length);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => journal.Store).Message);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => journal.Store).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_part_that_is_gone_is_named_with_its_positions_when_the_journal_opens(int number)
    {
        var path = journal.Files[number < 0 ? ^1 : number];
        File.Delete(path);
        Assert.Contains($"the part of positions {PartFormat.RangeOf(path)} is missing", Assert.Throws<InvalidDataException>(() => journal.Store).Message);
    }

    [Fact]
    public void All_parts_gone_is_no_empty_journal()
    {
        Directory.Delete(Path.Combine(folder.Path, "journal"), recursive: true);
        Assert.Contains("the part of positions 1 to", Assert.Throws<InvalidDataException>(() => journal.Store).Message);
    }

    [Fact]
    public void A_part_that_goes_while_the_store_is_open_is_named()
    {
        var path = journal.Files[1];
        _ = journal.Store;
        File.Delete(path);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => journal.Store.Journal.Read(default).Count()).Message);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => journal.Store.Journal.Find([PartFormat.RangeOf(path)!.Value.First])).Message);
    }

    [Fact]
    public void Two_parts_that_changed_places_are_named()
    {
        var (one, two) = (journal.Files[0], journal.Files[1]);
        File.Move(one, one + ".away");
        File.Move(two, one);
        File.Move(one + ".away", two);
        var damage = Assert.Throws<InvalidDataException>(() => journal.Store);
        Assert.Contains(one, damage.Message);
        Assert.Contains($"it holds positions {PartFormat.RangeOf(two)}", damage.Message);
    }

    [Fact]
    public void A_part_of_a_newer_format_is_refused()
    {
        var path = journal.Files[0];
        var bytes = File.ReadAllBytes(path);
        bytes[8] = 9;
        File.WriteAllBytes(path, bytes);
        Assert.Contains($"{path} has format 9", Assert.Throws<InvalidDataException>(() => journal.Store).Message);
    }

    [Fact]
    public void What_is_in_a_part_and_in_rows_counts_once()
    {
        var before = journal.Look();
        Assert.Equal(200, before[0].Split('\n').Length);
        Assert.Equal(100, before[1].Split('\n').Length);
    }
}
