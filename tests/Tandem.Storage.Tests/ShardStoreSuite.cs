using System.Text;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Tests;

/// <summary>What every store promises. One subclass for each store.</summary>
public abstract partial class ShardStoreSuite : IAsyncLifetime
{
    protected static readonly ShardId One = new(1), Two = new(2);

    protected SettableClock Clock { get; } = new();

    /// <summary>The store as it is open now; <see cref="Reopen"/> and <see cref="Crash"/> change it.</summary>
    protected Node Node { get; set; } = null!;

    /// <summary>Opens the store, the first time or again.</summary>
    protected abstract Task<Node> Open();

    /// <summary>Closes it in order.</summary>
    protected abstract Task Close();

    /// <summary>Ends it as a killed process does: nothing is flushed, nothing is closed.</summary>
    protected abstract Task Abandon();

    public async Task InitializeAsync() => Node = await Open();

    public virtual async Task DisposeAsync() => await Close();

    protected async Task Reopen()
    {
        await Close();
        Node = await Open();
    }

    protected async Task Crash()
    {
        await Abandon();
        Node = await Open();
    }

    protected static Arrival Item(ShardId shard, string text) => new(shard, EntryKind.Interaction, Encoding.UTF8.GetBytes(text));

    protected static string Text(Entry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    protected static EntityId Customer(ShardId home, ulong hash) => EntityId.Make(home, EntityKind.Customer, hash);

    protected static StateRow State(EntityId id, string work) => new(id, "{}"u8.ToArray(), Encoding.UTF8.GetBytes(work));

    protected IShardTurn Turn(ShardId shard) => Node.Shards.TryOpen(shard) ?? throw new InvalidOperationException($"Shard {shard} is held.");

    protected static List<Entry> TakeAll(IShardTurn turn)
    {
        var entries = new List<Entry>();
        while (turn.Take(entries, 100) > 0)
        {
        }
        return entries;
    }

    protected async Task Accept(ShardId shard, params string[] texts) => await Node.Inbox.Accept([.. texts.Select(text => Item(shard, text))]);

    /// <summary>Takes all that waits, everywhere, so that the journal has it in every store; its positions stay what they are.</summary>
    protected List<Entry> TakeEverything()
    {
        var all = new List<Entry>();
        for (var shard = 0; shard < Node.Shards.ShardCount; shard++)
        {
            using var turn = Turn(new(shard));
            var entries = TakeAll(turn);
            if (entries.Count > 0) turn.Commit(UpTo(entries[^1].Position));
            all.AddRange(entries);
        }
        return [.. all.OrderBy(entry => entry.Position)];
    }

    protected static Checkpoint UpTo(Position position) => UpTo(position.Value);

    protected static Checkpoint UpTo(long position) => new(new(position), "head"u8.ToArray());
}
