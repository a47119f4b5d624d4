using Tandem.Engine.Customers;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Shards;

/// <summary>
/// The stored forms of what a checkpoint stores. Those of entities that are objects are written one after another into a
/// buffer that is used again. Not thread-safe.
/// </summary>
internal sealed class CheckpointBuffer
{
    /// <summary>A larger buffer than this comes from a rare flood and is not kept.</summary>
    private const int Kept = 4 << 20;

    private readonly List<StateRow> rows = [];
    private readonly List<(int Row, Entity Entity, int End)> written = [];
    private ByteWriter works = new(64 << 10);

    /// <summary>Lets go of what the last checkpoint wrote.</summary>
    public void Clear()
    {
        rows.Clear();
        written.Clear();
    }

    /// <summary>The rows in order of id, valid until the next call or until one of the entities changes.</summary>
    public List<StateRow> Write(EntityCache entities, IReadOnlyCollection<EntityId> changed)
    {
        var ids = changed.ToArray();
        Array.Sort(ids);
        if (works.Length > Kept) works = new(64 << 10);
        works.Clear();
        rows.Clear();
        written.Clear();
        foreach (var id in ids)
        {
            if (!entities.TryGet(id, out var entity, out var resting)) throw new InvalidOperationException($"{id} changed and is not there.");
            if (entity is not null)
            {
                entity.Write(works);
                written.Add((rows.Count, entity, works.Length));
            }
            rows.Add(new(id, default, resting));
        }
        var start = 0;
        // Only now: a buffer that grows moves.
        foreach (var (row, entity, end) in written)
        {
            var work = works.Memory[start..end];
            rows[row] = rows[row] with { Work = work };
            // One that became small again, or was read from an earlier form.
            if (entity is Customer && work.Length <= ShardState.MaxResting) entities.Put(entity.Id, work.Span);
            else entities.Put(entity, work.Length);
            start = end;
        }
        return rows;
    }
}
