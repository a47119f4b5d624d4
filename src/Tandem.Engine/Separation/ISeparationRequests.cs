using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>Keeps which merges are to be undone until they are, so that no crash forgets one. Thread-safe.</summary>
public interface ISeparationRequests
{
    /// <summary>The merged customers that are to be customers of their own again.</summary>
    IReadOnlyList<EntityId> All { get; }

    /// <summary>Keeps one more; it is durable when this returns. One that is kept already stays so.</summary>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was kept.</exception>
    void Add(EntityId absorbed);

    /// <summary>Takes away what is done, or can never be.</summary>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was changed.</exception>
    void Remove(EntityId absorbed);
}
