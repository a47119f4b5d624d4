using System.Text;
using Tandem.Engine.Journal;
using Tandem.Primitives;
using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>A damaged file is named and never read past.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly ShardId Shard = new(0);

    private readonly TempFolder folder = new();

    private string Journal => Path.Combine(folder.Path, "journal.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_flipped_bit_in_the_middle_is_named_with_file_and_position_and_nothing_is_skipped()
    {
        await Write(300);
        Flip("entry 150.");
        await using var store = Open();
        using var turn = store.Shards.TryOpen(Shard)!;
        var taken = new List<Entry>();
        var damage = Assert.Throws<InvalidDataException>(() =>
        {
            while (turn.Take(taken, 100) > 0)
            {
            }
        });
        Assert.Contains(Journal, damage.Message);
        Assert.Contains("damaged: its checksum does not fit", damage.Message);
        Assert.Equal(Enumerable.Range(1, taken.Count).Select(i => (long)i), taken.Select(entry => entry.Position.Value));
        Assert.True(taken.Count < 150);

        var read = Assert.Throws<InvalidDataException>(() => store.Journal.Read(default).Count());
        Assert.Equal(damage.Message, read.Message);
        Assert.Throws<InvalidDataException>(() => store.Journal.Find([new(150)]));
        Assert.Single(store.Journal.Find([new(299)]));
    }

    [Fact]
    public async Task A_damaged_end_keeps_the_store_from_opening()
    {
        await Write(300);
        Flip("entry 300.");
        var damage = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains(Journal, damage.Message);
        Assert.Contains("to 300", damage.Message);
        // What was opened on the way was closed again: the same error, not a locked folder.
        Assert.Throws<InvalidDataException>(Open);
    }

    [Fact]
    public async Task A_missing_block_is_found_when_the_store_opens()
    {
        await Write(300);
        using (var file = new SqliteFile(Journal, readOnly: false, "")) file.Execute("DELETE FROM journal WHERE position = (SELECT max(position) FROM journal WHERE position <= 150)");
        Assert.Contains("is missing, though there are later ones", Assert.Throws<InvalidDataException>(Open).Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(Journal, new string('x', 10_000));
        Assert.Contains(Journal, Assert.Throws<InvalidDataException>(Open).Message);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await Write(1);
        using (var file = new SqliteFile(Journal, readOnly: false, "")) file.Execute("PRAGMA user_version = 99");
        Assert.Contains("format 99", Assert.Throws<InvalidDataException>(Open).Message);
    }

    private EmbeddedStore Open() => EmbeddedStore.Open(folder.Path, TimeProvider.System, new() { ShardCount = 1 });

    private async Task Write(int count)
    {
        await using var store = Open();
        for (var i = 1; i <= count; i++)
            await store.Inbox.Accept([new(Shard, EntryKind.Interaction, Encoding.UTF8.GetBytes($"entry {i}." + new string('x', 1_000)))]);
    }

    private void Flip(string text)
    {
        var bytes = File.ReadAllBytes(Journal);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.True(at > 0);
        bytes[at] ^= 1;
        File.WriteAllBytes(Journal, bytes);
    }
}
