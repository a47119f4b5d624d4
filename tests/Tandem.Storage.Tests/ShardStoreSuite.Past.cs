using System.Text;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

public abstract partial class ShardStoreSuite
{
    [Fact]
    public async Task Past_interactions_are_found_by_name_with_their_times_and_payloads()
    {
        string[] names = ["Order Completed", "", "Product Viewed", "Übersicht", new string('n', 300)];
        for (var i = 0; i < 40; i++)
        {
            await Node.Inbox.Accept([Did(new(i % 4), names[i % 5], i), new(One, EntryKind.Tick, new byte[] { 1 })]);
            TakeEverything();
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
        var some = new PositionRange(entries[3].Position, entries[15].Position);
        Assert.Equal(expected.Where(one => some.Contains(one.Position)), Node.Journal.ReadInteractions(some, wanted).Select(Found));
        Assert.Equal(expected, Node.Journal.ReadInteractions(new(default, new(1_000_000)), wanted).Select(Found));

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
        var all = TakeEverything();
        var damage = Assert.Throws<InvalidDataException>(() => Node.Journal.ReadInteractions(new(all[0].Position, all[2].Position), new HashSet<string> { "a" }).Count());
        Assert.Contains($"position {all[1].Position}", damage.Message);
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
