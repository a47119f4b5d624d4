using System.Text;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

public abstract partial class ShardStoreSuite
{
    [Fact]
    public async Task An_empty_journal_has_no_parts_and_begins_after_its_end()
    {
        Assert.Equal((1, 0), (Node.Journal.First.Value, Node.Journal.Last.Value));
        Assert.Empty(Node.Journal.Parts());
        Assert.Empty(Node.Journal.ReadInteractions(new(new(1), new(10)), new HashSet<string> { "a" }));
        await Accept(One, "a");
        Assert.Equal([new PositionRange(new(1), new(1))], Node.Journal.Parts());
    }

    [Fact]
    public async Task Parts_cover_the_journal_in_order()
    {
        for (var i = 0; i < 100; i++) await Accept(new(i % 4), [.. Enumerable.Repeat(new string('x', 3_000), 7)]);
        var parts = Node.Journal.Parts();
        Assert.Equal((Node.Journal.First, Node.Journal.Last), (parts[0].First, parts[^1].Last));
        foreach (var (part, next) in parts.Zip(parts.Skip(1))) Assert.Equal(part.Last.Value + 1, next.First.Value);
    }

    [Fact]
    public async Task Past_interactions_are_found_by_name_with_their_times_and_payloads()
    {
        string[] names = ["Order Completed", "", "Product Viewed", "Übersicht", new string('n', 300)];
        for (var i = 0; i < 40; i++)
        {
            await Node.Inbox.Accept([Did(new(i % 4), names[i % 5], i), new(One, EntryKind.Tick, new byte[] { 1 })]);
            Clock.Now += TimeSpan.FromSeconds(1);
        }
        var wanted = new HashSet<string> { names[0], names[3], names[4], "Unknown" };
        var entries = Node.Journal.Read(default).Where(entry => entry.Kind == EntryKind.Interaction).ToList();
        var expected = entries.Where(entry => wanted.Contains(Interaction.Read(entry.Payload).Name)).Select(Seen).ToList();
        Assert.Equal(24, expected.Count);

        var whole = new PositionRange(Node.Journal.First, Node.Journal.Last);
        Assert.Equal(expected, Node.Journal.ReadInteractions(whole, wanted).Select(Found));
        Assert.Equal(expected, Node.Journal.Parts().SelectMany(part => Node.Journal.ReadInteractions(part, wanted)).Select(Found));
        Assert.Equal(expected, Node.Journal.Parts().AsParallel().AsOrdered().SelectMany(part => Node.Journal.ReadInteractions(part, wanted)).Select(Found));
        Assert.Equal(expected.Where(one => one.Position.Value is >= 7 and <= 31), Node.Journal.ReadInteractions(new(new(7), new(31)), wanted).Select(Found));
        Assert.Equal(expected, Node.Journal.ReadInteractions(new(default, new(1_000)), wanted).Select(Found));

        static (ShardId, Position Position, Instant, Instant, string, ulong) Seen(Entry entry) => Interaction.Read(entry.Payload) is var read
            ? (entry.Shard, entry.Position, entry.At, read.Timestamp, read.Name, Xxh64.Hash(entry.Payload.Span))
            : default;

        static (ShardId, Position Position, Instant, Instant, string, ulong) Found(PastInteraction past) =>
            (past.Shard, past.Position, past.At, past.Timestamp, past.Name, Xxh64.Hash(past.Payload.Span));
    }

    [Fact]
    public async Task An_interaction_that_cannot_be_read_is_named_and_not_skipped()
    {
        await Node.Inbox.Accept([Did(One, "a", 1), Item(One, "no interaction"), Did(One, "a", 2)]);
        var damage = Assert.Throws<InvalidDataException>(() => Node.Journal.ReadInteractions(new(new(1), new(3)), new HashSet<string> { "a" }).Count());
        Assert.Contains("position 2", damage.Message);
    }

    /// <summary>A whole interaction of a customer of its own.</summary>
    internal static Arrival Did(ShardId shard, string name, int number)
    {
        var to = new ByteWriter();
        new Interaction
        {
            Type = InteractionType.Track,
            Source = 1,
            ReceivedAt = new(number),
            Timestamp = new(1_000_000L * number),
            MessageId = $"message {number}",
            Name = name,
            Identities = [new Identity("userId", $"{number}")],
            Body = Encoding.UTF8.GetBytes($$"""{"type":"track","properties":{"number":{{number}} } }"""),
        }.Write(to);
        return new(shard, EntryKind.Interaction, to.ToArray());
    }
}
