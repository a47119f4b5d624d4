using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Shards;

public sealed class EntityCacheTests
{
    private readonly EntityCache cache = new();

    [Fact]
    public void What_was_not_used_longest_leaves_first()
    {
        var ids = Enumerable.Range(1, 10).Select(Add).ToList();
        cache.Evict(long.MaxValue);
        foreach (var id in ids.Take(3)) Use(id);
        cache.Evict(cache.Bytes / 2);
        Assert.Equal([.. ids.Take(3), .. ids.Skip(8)], ids.Where(cache.Contains));
    }

    [Fact]
    public void The_estimate_follows_the_stored_size_and_ends_at_nothing()
    {
        var id = Add(1);
        var small = cache.Bytes;
        cache.TryGet(id, out var entity, out _);
        cache.Put(entity!, 10_000);
        Assert.True(cache.Bytes > small + 10_000);
        cache.Put(id, new byte[10_000]);
        Assert.True(cache.Bytes > small + 8_000);
        Add(1);
        Assert.Equal((1, small), (cache.Count, cache.Bytes));
        cache.Evict(0);
        Assert.Equal((0, 0), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Using_the_same_few_for_ever_keeps_the_same_few()
    {
        var often = Enumerable.Range(1, 5).Select(Add).ToList();
        var room = cache.Bytes;
        for (var round = 0; round < 1_000; round++)
        {
            var once = Add(100 + round);
            often.ForEach(Use);
            cache.Evict(room + 5_000);
            Assert.All(often, id => Assert.True(cache.Contains(id)));
            Assert.True(round < 10 || !cache.Contains(new(once.Value - 10)));
        }
    }

    [Fact]
    public void What_rests_is_what_was_put_last() => Check.QuickThrowOnFailure(Prop.ForAll<int[]>(sizes =>
    {
        var id = Add(1);
        foreach (var size in sizes)
        {
            var form = Enumerable.Range(size, Math.Abs(size % 700)).Select(number => (byte)number).ToArray();
            cache.Put(id, form);
            Assert.True(cache.TryGet(id, out var entity, out var resting));
            Assert.Null(entity);
            Assert.Equal(form, resting.ToArray());
        }
    }));

    [Fact]
    public void Whatever_comes_and_goes_what_is_there_is_what_was_put_last_and_holes_are_few() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll<int>(seed =>
    {
        var (random, cache) = (new Random(seed), new EntityCache());
        var put = new Dictionary<EntityId, byte[]>();
        for (var step = 0; step < 4_000; step++)
        {
            var id = new EntityId(random.Next(400));
            if (random.Next(20) == 0)
            {
                cache.Put(new Moved(id, default), 10);
                put[id] = [];
            }
            else
            {
                // Most grow a little, as customers do.
                var form = new byte[put.TryGetValue(id, out var before) && before.Length is > 0 and < 7_000 && random.Next(10) > 0 ? before.Length + random.Next(200) : random.Next(1, 8_000)];
                random.NextBytes(form);
                cache.Put(id, form);
                put[id] = form;
            }
            if (random.Next(50) == 0) cache.Tidy();
            if (random.Next(500) != 0) continue;
            var allowed = cache.Bytes / 2;
            cache.Evict(allowed);
            Assert.InRange(cache.Bytes, 0, allowed);
        }
        cache.Tidy();
        var resting = 0L;
        foreach (var (id, form) in put)
        {
            if (!cache.TryGet(id, out var entity, out var bytes)) continue;
            Assert.Equal(form.Length == 0, entity is not null);
            Assert.Equal(form, bytes.ToArray());
            resting += bytes.Length;
        }
        Assert.True(cache.Bytes > resting);
        Assert.InRange(cache.SlabBytes, resting, 2 * resting + (1 << 20));
        cache.Evict(0);
        Assert.InRange(cache.SlabBytes, 0, 1 << 20);
    }));

    private EntityId Add(int number)
    {
        var id = new EntityId(number);
        cache.Put(new Moved(id, default), 10);
        return id;
    }

    private void Use(EntityId id) => Assert.True(cache.TryGet(id, out _, out _));
}
