using Tandem.Engine.Identities;
using Tandem.Engine.Shards;

namespace Tandem.Engine.Tests.Shards;

public sealed class OwnerCacheTests
{
    private readonly OwnerCache cache = new();

    [Fact]
    public void What_was_asked_for_lately_stays_and_the_rest_leaves()
    {
        cache.Set(User(0), new(7));
        for (var i = 1; i <= 1_000; i++)
        {
            cache.Set(User(i), new(i));
            Assert.True(cache.TryGet(User(0), out var owner) && owner.Value == 7);
            cache.Evict(10_000);
            Assert.True(cache.Bytes <= 10_000);
        }
        Assert.False(cache.TryGet(User(500), out _));
        Assert.True(cache.TryGet(User(999), out _));
    }

    [Fact]
    public void That_nobody_has_an_identity_is_known_too_and_can_change()
    {
        cache.Set(User(1), default);
        Assert.True(cache.TryGet(User(1), out var owner) && owner.IsNobody);
        var bytes = cache.Bytes;
        cache.Set(User(1), new(3));
        Assert.Equal(bytes, cache.Bytes);
        cache.Evict(0);
        Assert.Equal(0, cache.Bytes);
        Assert.False(cache.TryGet(User(1), out _));
    }

    private static Identity User(int number) => new(IdentityKinds.UserId, $"u{number}");
}
