using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>An aggregate that a shard keeps for its customers.</summary>
/// <param name="Generation">The ruleset with which the shard began to keep it, without a break since.</param>
/// <param name="From">The first entry that was folded with it: what was folded before is its past.</param>
/// <param name="IsWhole">Whether its past has been brought to everybody.</param>
/// <param name="Since">What was taken from here on is in it, for everybody; null for everything that ever was.</param>
/// <param name="BroughtUpTo">While it is not whole: the last customer, in order of id, to whom its past was brought.</param>
public sealed record KeptAggregate(int Generation, Position From, bool IsWhole, Instant? Since, EntityId BroughtUpTo)
{
    internal void Write(ByteWriter to)
    {
        to.Varint((ulong)Generation);
        to.Varint((ulong)From.Value);
        to.Bool(IsWhole);
        to.Bool(Since is not null);
        if (Since is { } since) to.Signed(since.Micros);
        to.Fixed64((ulong)BroughtUpTo.Value);
    }

    internal static KeptAggregate Read(ref ByteReader from) =>
        new((int)from.Varint(), new((long)from.Varint()), from.Bool(), from.Bool() ? new Instant(from.Signed()) : null, new((long)from.Fixed64()));
}
