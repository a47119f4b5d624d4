using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;
using Tandem.Storage.Memory;

namespace Tandem.Testing.Simulation;

/// <summary>What is durable of a workspace, whichever shape its store has.</summary>
internal sealed record StoredWorkspace(IJournal Journal, IStateReader States, Func<ShardId, StoredShardState> Shard)
{
    /// <summary>The effects that wait.</summary>
    public required Func<IReadOnlyCollection<EffectRow>> Effects { get; init; }

    public required Func<IReadOnlyCollection<MessageRecord>> Messages { get; init; }

    /// <summary>What has no position yet.</summary>
    public Func<IReadOnlyList<Entry>> Waiting { get; init; } = () => [];

    public static StoredWorkspace Of(MemoryStore store, MessageShelf messages) => new(store, store, shard =>
    {
        using var turn = store.TryOpen(shard)!;
        var (position, head) = turn.Restore();
        return new(position, head, [.. turn.LoadTimers()]);
    })
    {
        Effects = () => [.. store.Read(0, int.MaxValue).Select(row => row.Effect)],
        Messages = () => messages.All,
    };
}

/// <summary>What a shard's last checkpoint says of it.</summary>
internal readonly record struct StoredShardState(Position Position, ReadOnlyMemory<byte> Head, IReadOnlyList<TimerRow> Timers);
