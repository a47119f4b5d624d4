using Tandem.Engine.Separation;
using Tandem.Primitives;

namespace Tandem.Testing;

/// <summary>Which merges are to be undone, on a disk in memory.</summary>
public sealed class SeparationRequests : ISeparationRequests
{
    private readonly List<EntityId> kept = [];

    public IReadOnlyList<EntityId> All => [.. kept];

    public void Add(EntityId absorbed)
    {
        if (!kept.Contains(absorbed)) kept.Add(absorbed);
    }

    public void Remove(EntityId absorbed) => kept.Remove(absorbed);
}
