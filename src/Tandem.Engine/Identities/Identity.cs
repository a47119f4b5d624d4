using System.Text;
using Tandem.Primitives;

namespace Tandem.Engine.Identities;

/// <summary>
/// A kind and a value, both in normal form (see <see cref="IdentityKinds.Normalize"/>). Two identities are the same
/// when both texts are equal, byte for byte.
/// </summary>
public readonly record struct Identity(string Kind, string Value)
{
    /// <summary>
    /// XXH64 (seed 0) of the UTF-8 of kind, one zero byte, and value. The workspace's key is no part of it: a workspace
    /// has its own shards, and so its own keys.
    /// </summary>
    public ulong Hash
    {
        get
        {
            var size = Encoding.UTF8.GetByteCount(Kind) + 1 + Encoding.UTF8.GetByteCount(Value);
            Span<byte> bytes = size <= 512 ? stackalloc byte[size] : new byte[size];
            var kind = Encoding.UTF8.GetBytes(Kind, bytes);
            bytes[kind] = 0;
            Encoding.UTF8.GetBytes(Value, bytes[(kind + 1)..]);
            return Xxh64.Hash(bytes);
        }
    }

    /// <summary>The shard that keeps this identity: the top bits of the hash.</summary>
    /// <param name="shardCount">A power of two, 1 to <see cref="ShardId.Limit"/>.</param>
    public ShardId Shard(int shardCount) => ShardOf(Hash, shardCount);

    public static ShardId ShardOf(ulong hash, int shardCount) => new(shardCount == 1 ? 0 : (int)(hash >> (64 - int.Log2(shardCount))));

    /// <summary><c>kind:value</c>, as in URLs and answers.</summary>
    public override string ToString() => $"{Kind}:{Value}";
}
