using Tandem.Engine.Customers;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Running;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Memory;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Running;

/// <summary>What a turn that broke off left in memory is half of something: it is neither stored nor shown.</summary>
public sealed class BrokenTurnTests
{
    private static readonly ShardId Shard = new(0);
    private readonly WorldClock clock = new(Calls.Time("2026-01-01T00:00:00Z"));
    private readonly MemoryDisk disk = new();
    private MemoryStore store;

    /// <summary>Ann is there and in a checkpoint, and a process begins that has nothing in memory.</summary>
    public BrokenTurnTests()
    {
        store = new(disk, clock, 1);
        Accept("userId:ann", "a");
        using (var runner = Open(store.TryOpen(Shard)!)) FoldAll(runner);
        Begin();
    }

    [Theory]
    [InlineData(nameof(IShardTurn.LoadIdentities))]
    [InlineData(nameof(IShardTurn.LoadStates))]
    [InlineData(nameof(IShardTurn.Send))]
    public void It_is_neither_stored_nor_shown_and_the_shard_opened_anew_folds_it(string method)
    {
        Accept("userId:bob", "b");
        Accept("userId:ann email:ann@example.com", "c");
        using (var broken = Open(new FailingTurn(store.TryOpen(Shard)!) { FailsAt = method }))
        {
            Assert.Throws<IOException>(() => broken.Step(256));

            Assert.True(broken.IsBroken);
            Assert.Throws<InvalidOperationException>(() => broken.Step(256));
            Assert.Throws<InvalidOperationException>(() => broken.Checkpoint());
            Assert.Throws<InvalidOperationException>(() => broken.Read(state => state.Head.Position));
            Assert.Equal(1, Customers().Single().Interactions);
        }
        Begin();
        using var anew = Open(store.TryOpen(Shard)!);
        FoldAll(anew);

        Assert.False(anew.IsBroken);
        Assert.Equal([1L, 2L], Customers().Select(customer => customer.Interactions).Order());
        Assert.Equal(StatesFoldedWithoutAnyFault(), States(store));
    }

    [Fact]
    public void A_turn_that_goes_well_leaves_nothing_broken()
    {
        Accept("userId:ann", "b");
        using var runner = Open(new FailingTurn(store.TryOpen(Shard)!));
        Assert.Equal(1, runner.Step(256));
        Assert.False(runner.IsBroken);
        Assert.Equal(2, runner.Read(state => state.Head.Position.Value));
    }

    [Fact]
    public void An_identity_that_could_not_be_looked_up_is_not_taken_for_nobodys()
    {
        using var turn = new FailingTurn(store.TryOpen(Shard)!);
        var (state, ann) = (new ShardState(turn, 1), Calls.Identity("userId:ann"));

        turn.FailsAt = nameof(IShardTurn.LoadIdentities);
        Assert.Throws<IOException>(() => state.OwnerOf(ann));
        Assert.Equal(Customers().Single().Id, state.OwnerOf(ann));
    }

    [Fact]
    public void Nor_is_one_of_a_batch()
    {
        using var turn = new FailingTurn(store.TryOpen(Shard)!);
        var state = new ShardState(turn, 1);
        var (ann, nobody) = (Calls.Identity("userId:ann"), Calls.Identity("userId:nobody"));

        turn.FailsAt = nameof(IShardTurn.LoadIdentities);
        Assert.Throws<IOException>(() => state.Prefetch([nobody, ann], []));
        state.Prefetch([nobody, ann], []);
        Assert.Equal(Customers().Single().Id, state.CachedOwner(ann));
        Assert.True(state.OwnerOf(nobody).IsNobody);
    }

    private static ShardRunner Open(IShardTurn turn) => new(turn, 1, _ => Ruleset.Empty);

    private static void FoldAll(ShardRunner runner)
    {
        while (runner.Step(256) > 0)
        {
        }
        runner.Checkpoint();
    }

    private static List<(EntityId, string)> States(MemoryStore store) =>
        [.. store.LoadStates([.. store.LoadIds(default, int.MaxValue)]).Select(row => (row.Id, Convert.ToHexString(row.Work.Span)))];

    private void Begin()
    {
        store.Crash();
        store = new(disk, clock, 1);
    }

    private void Accept(string identities, string messageId)
    {
        var to = new ByteWriter();
        Calls.Of(InteractionType.Track, identities, clock.Now, messageId, "Came").Write(to);
        store.Accept([new(Shard, EntryKind.Interaction, to.ToArray())]).AsTask().GetAwaiter().GetResult();
    }

    private List<Customer> Customers() =>
        [.. store.LoadStates([.. store.LoadIds(default, int.MaxValue)]).Select(row => Customer.TryRead(row)).OfType<Customer>()];

    private List<(EntityId, string)> StatesFoldedWithoutAnyFault()
    {
        var other = new MemoryStore(disk.WithoutCheckpoints(), clock, 1);
        using var runner = Open(other.TryOpen(Shard)!);
        FoldAll(runner);
        return States(other);
    }
}
