using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing;

/// <summary>What a process puts into its own inbox.</summary>
internal static class Entries
{
    private static readonly byte[] Format = [1];

    public static Arrival Tick(ShardId shard) => new(shard, EntryKind.Tick, Format);

    /// <summary>From now on the shard folds with the ruleset of this number.</summary>
    public static Arrival Switch(ShardId shard, int ruleset)
    {
        var to = new ByteWriter();
        to.Raw(Format);
        to.Varint((ulong)ruleset);
        return new(shard, EntryKind.Ruleset, to.ToArray());
    }
}
