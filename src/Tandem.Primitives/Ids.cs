using System.Globalization;

namespace Tandem.Primitives;

/// <summary>A shard of a workspace: 0 to 1,023. Embedded stores have one workspace, so its shards are the node's.</summary>
public readonly record struct ShardId(int Value)
{
    public const int Limit = 1024;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The place of an entry in the journal. Increases within a shard, with gaps (the embedded store numbers all its
/// shards' entries in one sequence). <c>default</c>, 0, stands before the first entry.
/// </summary>
public readonly record struct Position(long Value) : IComparable<Position>
{
    public int CompareTo(Position other) => Value.CompareTo(other.Value);

    public static bool operator <(Position left, Position right) => left.Value < right.Value;
    public static bool operator >(Position left, Position right) => left.Value > right.Value;
    public static bool operator <=(Position left, Position right) => left.Value <= right.Value;
    public static bool operator >=(Position left, Position right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What kind of thing an <see cref="EntityId"/> names.</summary>
public enum EntityKind
{
    Customer = 0,
    Account = 1,
}

/// <summary>
/// A customer or an account, for ever: 10 bits of home shard, 2 bits of <see cref="EntityKind"/>, 51 bits of hash, top
/// bit 0, so that it sorts by shard as a signed key. <c>default</c> names nobody. Written as 16 hexadecimal digits.
/// </summary>
public readonly record struct EntityId(long Value) : IComparable<EntityId>
{
    private const int ShardShift = 53, KindShift = 51;
    private const long HashMask = (1L << KindShift) - 1;

    public static EntityId Make(ShardId home, EntityKind kind, ulong hash)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)home.Value, (uint)ShardId.Limit);
        var low = (long)hash & HashMask;
        // 0 is kept for nobody.
        return new(((long)home.Value << ShardShift) | ((long)kind << KindShift) | (low == 0 ? 1 : low));
    }

    /// <summary>The least and the greatest id that can have a shard as its home.</summary>
    public static EntityId FirstOf(ShardId home) => new(Math.Max(1, (long)home.Value << ShardShift));

    /// <inheritdoc cref="FirstOf"/>
    public static EntityId LastOf(ShardId home) => new((((long)home.Value + 1) << ShardShift) - 1);

    public ShardId Home => new((int)(Value >> ShardShift));

    public EntityKind Kind => (EntityKind)((Value >> KindShift) & 3);

    public bool IsNobody => Value == 0;

    public static bool TryParse(ReadOnlySpan<char> text, out EntityId id)
    {
        var read = long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 16 && value > 0;
        id = read ? new(value) : default;
        return read;
    }

    public int CompareTo(EntityId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
